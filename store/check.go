package store

import (
	"context"
	"fmt"
	"os"
)

// Report is what Check found.
type Report struct {
	Briefings   int
	Revisions   int
	Annotations int
	Schema      int
	Problems    []string // one sentence each; none in a sound library
}

// maxProblems bounds the problems that a report lists.
const maxProblems = 100

// Check reads the whole library and reports what is wrong with it: damaged
// pages and records, records that refer to nothing or that nothing refers to,
// spans outside their text, hashes that are not their text's, index entries
// that are missing or left over. The error is that of a file that cannot be
// read at all.
func (s *Store) Check(ctx context.Context) (Report, error) {
	var r Report
	if _, err := os.Stat(s.path); err != nil {
		r.Schema = s.schema()
		return r, nil
	}
	err := s.run(ctx, request{doing: "check", wait: s.batchWait, batch: true}, func(t *txn) error {
		if t.b == nil {
			r.Schema = s.schema()
			return nil
		}
		c := &checker{t: t, r: &r}
		return c.run(s.path)
	})
	return r, err
}

// checker is a run of Check.
type checker struct {
	t *txn
	r *Report
}

// problem adds a sentence to the report.
func (c *checker) problem(format string, args ...any) {
	if len(c.r.Problems) < maxProblems {
		c.r.Problems = append(c.r.Problems, fmt.Sprintf(format, args...))
	}
}

func (c *checker) run(path string) error {
	if err := verifyPages(path); err != nil {
		return err
	}
	for err := range c.t.b.Check() {
		c.problem("File: %v.", err)
	}
	var err error
	c.r.Schema, err = c.t.schemaVersion()
	return err
}
