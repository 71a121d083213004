package query

import (
	"strings"
	"testing"
	"time"

	"readout/briefings"
)

// TestAnnotations: what can be asked about a single annotation is split off,
// and asked of each with the tags of its briefing.
func TestAnnotations(t *testing.T) {
	b := briefings.Briefing{ID: "b", Tags: []string{"harbour"}, Notes: 3, Orphans: 1}
	notes := []briefings.Annotation{
		{ID: "1", Text: "a concession on fees", Tags: []string{"check"}, State: briefings.Anchored},
		{ID: "2", Quote: &briefings.QuoteSelector{Exact: "the transit fees of the Sel"}, State: briefings.Orphan},
		{ID: "3", Text: "whole briefing", State: briefings.Anchored},
	}
	for _, tt := range []struct{ query, rest, each, want string }{
		{"", "", "", "123"},
		{"talks source:gazette", "talks source:gazette", "", "123"},
		{"talks note:fees", "talks", "note:fees", "12"},
		{"tag:check", "", "tag:check", "1"},
		{"tag:harbour", "", "tag:harbour", "123"},
		{"tag:harbour -tag:check", "", "tag:harbour -tag:check", "23"},
		{"-note:fees", "", "-note:fees", "3"},
		{"note:concession OR tag:nothing", "", "note:concession OR tag:nothing", "1"},
		{"note:fees OR talks", "note:fees OR talks", "", "123"},
		{"is:orphaned", "", "is:orphaned", "2"},
		{"is:unread note:*", "is:unread", "note:*", "123"},
		{"tag:sample", "tag:sample", "", "123"},
	} {
		q, err := Parse(tt.query, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		rest, each := q.Annotations()
		if rest.String() != tt.rest || each.String() != tt.each {
			t.Errorf("%q splits into %q and %q, want %q and %q", tt.query, rest, each, tt.rest, tt.each)
		}
		var ids []string
		for i := range notes {
			if each.MatchAnnotation(&b, &notes[i]) {
				ids = append(ids, notes[i].ID)
			}
		}
		if got := strings.Join(ids, ""); got != tt.want {
			t.Errorf("%q holds of %q, want %q", tt.query, got, tt.want)
		}
	}
}
