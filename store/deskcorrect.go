package store

import (
	"context"

	"readout/briefings"
)

// Correct is [Store.Correct] as a step.
func (d *Desk) Correct(ctx context.Context, c briefings.Correction) (out briefings.Correction, err error) {
	err = d.record(ctx, "correct", func(t *txn, j *journal) (string, error) {
		if out, err = t.addCorrection(c, j); err != nil {
			return "", err
		}
		return t.saidCorrection(&out)
	})
	return out, err
}

// Uncorrect is [Store.Uncorrect] as a step.
func (d *Desk) Uncorrect(ctx context.Context, ids []string) error {
	return d.record(ctx, "remove correction", func(t *txn, j *journal) (string, error) {
		if err := t.uncorrect(ids, j); err != nil || len(ids) == 0 {
			return "", err
		}
		if len(ids) > 1 {
			return "removed " + countOf(len(ids), "correction"), nil
		}
		it := j.items[0]
		c := it.Correction.Before.model(it.ID, ids[0])
		what, err := t.saidCorrection(&c)
		return "no longer: " + what, err
	})
}

// longestSpeaker is the width of a speaker's name in the words of a step.
const longestSpeaker = 24

// saidCorrection says in words what a correction says.
func (t *txn) saidCorrection(c *briefings.Correction) (string, error) {
	name := func(s string) string { return tagList([]string{s}, longestSpeaker) }
	who, of := name(c.Names()), name(c.Of.Name)
	if len(c.Who) == 0 {
		who = "nobody"
	}
	passage := func(head, tail string) string {
		n := maxWords - cellsOf(head) - cellsOf(tail) - 2
		if q := quoted(c.Quote.Exact, min(longestName, max(n, leastName))); q != "" {
			return head + q + tail
		}
		return head + c.ID + tail
	}
	switch c.Kind {
	case briefings.CorrectSpeaker:
		return passage("speaker of ", " set to "+who), nil
	case briefings.CorrectDismiss:
		return passage("no statement: ", ""), nil
	case briefings.CorrectAdd:
		return passage("statement of "+who+": ", ""), nil
	case briefings.CorrectRename:
		return "renamed " + of + " to " + who, nil
	case briefings.CorrectMerge:
		return "merged " + of + " into " + who, nil
	case briefings.CorrectAlias:
		return said("topic "+name(c.Topic.Label)+" is also called ", c.Alias, c.ID), nil
	case briefings.CorrectSplit:
	}
	h, err := t.header(c.Briefing)
	if err != nil {
		return "", err
	}
	if who == of {
		who = "another of that name"
	}
	return said(of+" is "+who+" in ", h.Title, h.id), nil
}
