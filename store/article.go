package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/briefings"
)

// revisions returns the revisions of h, oldest first; there is at least one.
func (t *txn) revisions(h *header) ([]revision, error) {
	out := make([]revision, 0, h.Revision)
	for n := 1; n <= h.Revision; n++ {
		r, err := t.revision(h, n)
		if err != nil {
			return nil, err
		}
		out = append(out, *r)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: briefing %s has no revision", briefings.ErrDamaged, h.id)
	}
	return out, nil
}

// revision returns revision n of h.
func (t *txn) revision(h *header, n int) (*revision, error) {
	r := &revision{number: n}
	found, err := t.load(inRevisions, revisionKey(h.Number, n), r)
	switch {
	case err != nil:
		return nil, err
	case found:
		return r, nil
	case n >= 1 && n <= h.Revision:
		return nil, fmt.Errorf("%w: revision %d of briefing %s is missing", briefings.ErrDamaged, n, h.id)
	}
	return nil, fmt.Errorf("revision %d of briefing %s, which has 1 to %d: %w", n, h.id, h.Revision, briefings.ErrNotFound)
}

// text returns the Text of a revision of h.
func (t *txn) text(h *header, r *revision) (string, error) {
	b, found, err := t.blob(inTexts, revisionKey(h.Number, r.Body))
	if err == nil && !found {
		err = fmt.Errorf("%w: the text of briefing %s, revision %d is missing", briefings.ErrDamaged, h.id, r.number)
	}
	return string(b), err
}

// currentText returns the Text of the current revision of h.
func (t *txn) currentText(h *header) (string, error) {
	r, err := t.revision(h, h.Revision)
	if err != nil {
		return "", err
	}
	return t.text(h, r)
}

// bodies returns revision n of h as an article without analysis and notes.
func (t *txn) bodies(h *header, n int) (briefings.Article, error) {
	a := briefings.Article{Briefing: h.briefing()}
	r, err := t.revision(h, n)
	if err != nil {
		return a, err
	}
	var p page
	found, err := t.load(inPages, revisionKey(h.Number, r.Body), &p)
	if err == nil && !found {
		err = fmt.Errorf("%w: the Markdown of briefing %s, revision %d is missing", briefings.ErrDamaged, h.id, n)
	}
	if err != nil {
		return a, err
	}
	a.Markdown, a.Blocks, a.Hash = p.Markdown, p.Blocks.unpack(), r.Hash
	a.Text, err = t.text(h, r)
	return a, err
}

// analysis returns what was found in the current Text of h, as the reader
// corrected it.
func (t *txn) analysis(h *header) (briefings.Analysis, error) {
	var c corrected
	found, err := t.load(inCorrected, numberKey(h.Number), &c)
	if err == nil && !found {
		_, err = t.load(inAnalyses, numberKey(h.Number), &c.Analysis)
	}
	if err != nil {
		return briefings.Analysis{}, err
	}
	return c.Analysis.model(), nil
}

// article returns h with everything.
func (t *txn) article(h *header) (briefings.Article, error) {
	a, err := t.bodies(h, h.Revision)
	if err != nil {
		return a, err
	}
	if a.Analysis, err = t.analysis(h); err != nil {
		return a, err
	}
	a.Annotations, err = t.notesOf(h)
	return a, err
}

// Article returns the briefing id with everything of its current revision.
func (s *Store) Article(ctx context.Context, id string) (a briefings.Article, err error) {
	err = s.view(ctx, "read briefing", func(t *txn) error {
		h, err := t.header(id)
		if err != nil {
			return err
		}
		a, err = t.article(h)
		return err
	})
	return a, err
}

// Revisions returns the revisions of a briefing, oldest first.
func (s *Store) Revisions(ctx context.Context, id string) (out []briefings.Revision, err error) {
	err = s.view(ctx, "read history", func(t *txn) error {
		h, err := t.header(id)
		if err != nil {
			return err
		}
		revs, err := t.revisions(h)
		for i := range revs {
			out = append(out, revs[i].model())
		}
		return err
	})
	return out, err
}

// Revision returns the Markdown, Text and Blocks of one revision, numbered
// from 1; the header is the briefing's, Revision and Hash that revision's.
func (s *Store) Revision(ctx context.Context, id string, rev int) (a briefings.Article, err error) {
	err = s.view(ctx, "read revision", func(t *txn) error {
		h, err := t.header(id)
		if err != nil {
			return err
		}
		a, err = t.bodies(h, rev)
		a.Revision = rev
		return err
	})
	return a, err
}

// Original returns the bytes that a revision was read from.
func (s *Store) Original(ctx context.Context, id string, rev int) (data []byte, r briefings.Revision, err error) {
	err = s.view(ctx, "read original", func(t *txn) error {
		h, err := t.header(id)
		if err != nil {
			return err
		}
		record, err := t.revision(h, rev)
		if err != nil {
			return err
		}
		r = record.model()
		data, err = t.original(record)
		return err
	})
	return data, r, err
}

// minPrefix is how much of an id names a briefing.
const minPrefix = 4

// maxCandidates bounds the candidates that an ambiguous reference lists.
const maxCandidates = 8

// Resolve returns the briefing that ref names: an id, the beginning of one (4
// characters or more), or a URL. The error is ErrNotFound or ErrAmbiguous and
// then lists the candidates.
func (s *Store) Resolve(ctx context.Context, ref string) (b briefings.Briefing, err error) {
	err = s.view(ctx, "look up briefing", func(t *txn) error {
		id, err := t.resolve(ref)
		if err != nil {
			return err
		}
		h, err := t.header(id)
		if err == nil {
			b = h.briefing()
		}
		return err
	})
	return b, err
}

// resolve returns the id that ref names.
func (t *txn) resolve(ref string) (string, error) {
	ref = strings.TrimSpace(ref)
	if t.get(inHeaders, []byte(ref)) != nil {
		return ref, nil
	}
	if isURL(ref) {
		return t.resolveURL(ref)
	}
	prefix := strings.ToLower(ref)
	if len(prefix) < minPrefix {
		return "", fmt.Errorf("briefing %q: %w: an id, %d or more characters of one, or a URL", ref, briefings.ErrNotFound, minPrefix)
	}
	var ids []string
	more := 0
	err := t.each(inHeaders, []byte(prefix), func(k, _ []byte) error {
		if len(ids) < maxCandidates {
			ids = append(ids, string(k))
		} else {
			more++
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	switch len(ids) {
	case 0:
		return "", missing("briefing", ref)
	case 1:
		return ids[0], nil
	}
	return "", t.ambiguous(ref, ids, more)
}

func isURL(ref string) bool { return strings.Contains(ref, "://") }

// resolveURL returns the id of the briefing at a URL: the one it was
// recognised by, or the one that shows it.
func (t *txn) resolveURL(ref string) (string, error) {
	if id := t.get(inIdentities, []byte(nameKey(string(briefings.URLIdentity(ref))))); id != nil {
		return string(id), nil
	}
	want := briefings.CanonicalURL(ref)
	var ids []string
	err := t.headers(func(h *header) error {
		if h.URL != "" && briefings.CanonicalURL(h.URL) == want {
			ids = append(ids, h.id)
		}
		return nil
	})
	switch {
	case err != nil:
		return "", err
	case len(ids) == 0:
		return "", missing("briefing", ref)
	case len(ids) > 1:
		return "", t.ambiguous(ref, ids[:min(len(ids), maxCandidates)], max(0, len(ids)-maxCandidates))
	}
	return ids[0], nil
}

// ambiguous is the error that lists the candidates for ref.
func (t *txn) ambiguous(ref string, ids []string, more int) error {
	list := make([]string, 0, len(ids))
	for _, id := range ids {
		h, err := t.header(id)
		if err != nil {
			return err
		}
		list = append(list, fmt.Sprintf("%s (%s)", id, cut(h.Title, 60)))
	}
	slices.Sort(list)
	rest := ""
	if more > 0 {
		rest = fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf("briefing %q: %w: %s%s", ref, briefings.ErrAmbiguous, strings.Join(list, ", "), rest)
}

// headers calls f for every header, in the order of ids.
func (t *txn) headers(f func(*header) error) error {
	return t.each(inHeaders, nil, func(k, v []byte) error {
		h := &header{id: string(k)}
		if err := decode(inHeaders, k, v, h); err != nil {
			return err
		}
		return f(h)
	})
}
