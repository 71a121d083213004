package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"readout/briefings"
	analyser "readout/briefings/analysis"
	"readout/briefings/attribution"
)

const meeting = `The President of Ostland, Anna Holt, met the press on Monday. “We will sign the treaty before the winter comes,” Ms. Holt said.

Her spokesman, Karl Brandt, said that the border would open in May for all travellers. The road to the sea was closed.`

const call = `Karl Brandt spoke in Westhafen on Tuesday. “Nobody has asked us about the Long Road plan yet,” Mr. Brandt said.`

// analysed returns a document that was analysed as a real one is.
func analysed(tb testing.TB, title, text string) briefings.Import {
	tb.Helper()
	in := doc(title, strings.Split(text, "\n\n")...)
	in.Details.Published = "2024-02-17"
	in.Path = "/" + title
	in.Analysis = analyse(tb, text)
	return in
}

func analyse(tb testing.TB, text string) briefings.Analysis {
	tb.Helper()
	a, err := analyser.New(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return a.Analyze(text, attribution.Context{Date: "2024-02-17"})
}

// desk returns a library of two briefings, their ids and its desk.
func correctedDesk(t *testing.T) (d *Desk, one, two string) {
	t.Helper()
	s := newStore(t)
	out := mustImport(t, s, analysed(t, "Meeting", meeting), analysed(t, "Call", call))
	return s.Desk(), out[0].ID, out[1].ID
}

func article(t *testing.T, s *Store, id string) briefings.Article {
	t.Helper()
	a, err := s.Article(t.Context(), id)
	must(t, err)
	return a
}

// who lists who says what in a briefing.
func who(t *testing.T, s *Store, id string) string {
	t.Helper()
	a := article(t, s, id)
	var out []string
	for i := range a.Analysis.Statements {
		s := &a.Analysis.Statements[i]
		sign := ""
		if s.Corrected() {
			sign = "*"
		}
		out = append(out, strings.Join(s.Names(), "+")+sign+": "+strings.Join(strings.Fields(s.Words(a.Text))[:3], " "))
	}
	return strings.Join(out, "; ")
}

func ids(t *testing.T, s *Store, q string) string {
	t.Helper()
	return titles(t, s, Filter{Query: parseQuery(t, q)})
}

func onStatement(t *testing.T, s *Store, id string, n int, kind briefings.CorrectionKind, names ...string) briefings.Correction {
	t.Helper()
	a := article(t, s, id)
	c := briefings.Correction{Kind: kind, Briefing: id, Parts: a.Analysis.Statements[n].Content}
	for _, name := range names {
		c.Who = append(c.Who, briefings.Speaker{Name: name})
	}
	return c
}

func passage(t *testing.T, s *Store, id, words string) []briefings.Span {
	t.Helper()
	text := article(t, s, id).Text
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return []briefings.Span{{Start: i, End: i + len(words)}}
}

func correct(t *testing.T, d *Desk, c briefings.Correction) briefings.Correction {
	t.Helper()
	out, err := d.Correct(t.Context(), c)
	must(t, err)
	return out
}

const (
	asFound = "Anna Holt: “We will sign; Karl Brandt: that the border"
	callIs  = "Karl Brandt: “Nobody has asked"
)

// TestCorrectSpeaker sets a speaker and takes it back, and holds that whoever
// reads the library sees the same.
func TestCorrectSpeaker(t *testing.T) {
	d, one, _ := correctedDesk(t)
	if got := who(t, d.Store, one); got != asFound {
		t.Fatalf("found %q", got)
	}
	c := correct(t, d, onStatement(t, d.Store, one, 1, briefings.CorrectSpeaker, "Eva Moor"))
	const want = "Anna Holt: “We will sign; Eva Moor*: that the border"
	if got := who(t, d.Store, one); got != want {
		t.Errorf("corrected %q", got)
	}
	if c.Who[0].ID != "eva-moor" || c.State != briefings.Anchored || c.Says != briefings.Indirect {
		t.Errorf("stored %+v", c)
	}
	if got := ids(t, d.Store, "speaker:moor"); got != "Meeting" {
		t.Errorf("speaker:moor finds %q", got)
	}
	if got := ids(t, d.Store, "speaker:brandt"); got != "Call" {
		t.Errorf("speaker:brandt finds %q", got)
	}
	b := article(t, d.Store, one)
	if !slices.Contains(b.Speakers, "eva-moor") || slices.Contains(b.Speakers, "karl-brandt") || b.Corrections != 1 {
		t.Errorf("the header has the speakers %v and counts %d corrections", b.Speakers, b.Corrections)
	}
	err := d.Each(t.Context(), Filter{}, func(a *briefings.Article) error {
		if a.ID == one && !slices.ContainsFunc(a.Analysis.People, func(p briefings.Speaker) bool { return p.ID == "eva-moor" }) {
			t.Error("Each does not see who was corrected")
		}
		return nil
	})
	must(t, err)
	err = d.Ledger(t.Context(), Filter{Query: parseQuery(t, "speaker:moor")}, func(all []briefings.Said) error {
		if len(all) != 1 || len(all[0].Statements) != 1 || all[0].Statements[0].Speaker.ID != "eva-moor" {
			t.Errorf("the ledger has %+v", all)
		}
		return nil
	})
	must(t, err)
	for range 2 {
		step, err := d.Undo(t.Context())
		must(t, err)
		if want := "speaker of “that the border would open in May for a…” set to Eva Moor"; step.What != want || !slices.Equal(step.IDs, []string{one}) {
			t.Errorf("undone: %q of %v, want %q", step.What, step.IDs, want)
		}
		if got := who(t, d.Store, one); got != asFound {
			t.Errorf("undone: %q", got)
		}
		_, err = d.Redo(t.Context())
		must(t, err)
		if got := who(t, d.Store, one); got != want {
			t.Errorf("done again: %q", got)
		}
	}
	// Again: the new one takes the place of the old one, and U gives it back.
	correct(t, d, onStatement(t, d.Store, one, 1, briefings.CorrectSpeaker, "Anna Holt", "Karl Brandt"))
	if got := who(t, d.Store, one); got != "Anna Holt: “We will sign; Anna Holt+Karl Brandt*: that the border" {
		t.Errorf("corrected again: %q", got)
	}
	if list, err := d.Corrections(t.Context(), Filter{}); err != nil || len(list) != 1 {
		t.Errorf("kept %+v, %v", list, err)
	}
	_, err = d.Undo(t.Context())
	must(t, err)
	if got := who(t, d.Store, one); got != want {
		t.Errorf("undone: %q", got)
	}
}

func TestDismissAndAdd(t *testing.T) {
	d, one, _ := correctedDesk(t)
	correct(t, d, onStatement(t, d.Store, one, 0, briefings.CorrectDismiss))
	correct(t, d, briefings.Correction{
		Kind: briefings.CorrectAdd, Briefing: one, Parts: passage(t, d.Store, one, "The road to the sea was closed."), Who: []briefings.Speaker{{Name: "anna holt"}},
	})
	if got := who(t, d.Store, one); got != "Karl Brandt: that the border; Anna Holt*: The road to" {
		t.Errorf("corrected %q", got)
	}
	if a := article(t, d.Store, one); a.Analysis.Statements[1].Kind != briefings.Indirect {
		t.Errorf("added %+v", a.Analysis.Statements[1])
	}
	if got := ids(t, d.Store, `speaker:holt said:"road"`); got != "Meeting" {
		t.Errorf("the query finds %q", got)
	}
	for _, want := range []string{"statement of Anna Holt: “The road to the sea was closed.”", "no statement: “We will sign the treaty before the wint…”"} {
		if step, err := d.Undo(t.Context()); err != nil || step.What != want {
			t.Errorf("undone %q, %v; want %q", step.What, err, want)
		}
	}
	if got := who(t, d.Store, one); got != asFound {
		t.Errorf("undone: %q", got)
	}
	for _, c := range []briefings.Correction{
		{Kind: briefings.CorrectAdd, Briefing: one, Parts: []briefings.Span{{Start: 0, End: 3}}},
		{Kind: briefings.CorrectAdd, Briefing: one, Parts: []briefings.Span{{Start: 0, End: 1 << 20}}, Who: []briefings.Speaker{{Name: "X"}}},
		{Kind: briefings.CorrectDismiss, Briefing: one, Parts: []briefings.Span{{Start: 4, End: 4}}},
		{Kind: briefings.CorrectSpeaker, Briefing: "nothing", Parts: []briefings.Span{{Start: 0, End: 3}}},
		{Kind: briefings.CorrectMerge, Of: briefings.Party{Name: "Nobody"}, Who: []briefings.Speaker{{Name: "Anna Holt"}}},
		{Kind: briefings.CorrectMerge, Of: briefings.Party{Name: "Anna Holt"}, Who: []briefings.Speaker{{Name: "Anna Holt"}}},
		{Kind: briefings.CorrectAlias, Alias: "x", Topic: briefings.Topic{ID: "no-such-topic"}},
		{Kind: "other"},
	} {
		if _, err := d.Correct(t.Context(), c); err == nil {
			t.Errorf("%+v was taken", c)
		}
	}
}

// TestCorrectLibrary holds that what is corrected in the whole library is so in
// briefings that are imported later.
func TestCorrectLibrary(t *testing.T) {
	d, one, two := correctedDesk(t)
	correct(t, d, briefings.Correction{Kind: briefings.CorrectMerge, Of: briefings.Party{Name: "Karl Brandt"}, Who: []briefings.Speaker{{Name: "K. H. Brandt"}}})
	if got := who(t, d.Store, one) + " / " + who(t, d.Store, two); got != "Anna Holt: “We will sign; K. H. Brandt*: that the border / K. H. Brandt*: “Nobody has asked" {
		t.Errorf("merged: %q", got)
	}
	correct(t, d, briefings.Correction{Kind: briefings.CorrectRename, Of: briefings.Party{ID: "k-h-brandt"}, Who: []briefings.Speaker{{Name: "Karl Heinz Brandt"}}})
	three := mustImport(t, d.Store, analysed(t, "Later", "Karl Brandt came back to Westhafen. “It rains in every month of the year,” Mr. Brandt said."))[0].ID
	if got := who(t, d.Store, three); got != "Karl Heinz Brandt*: “It rains in" {
		t.Errorf("imported later: %q", got)
	}
	speakers, _, err := d.Names(t.Context())
	must(t, err)
	if len(speakers) != 2 || speakers[0].Name != "Karl Heinz Brandt" || speakers[0].Briefings != 3 {
		t.Errorf("names %+v", speakers)
	}
	if got := ids(t, d.Store, `speaker:"Karl Brandt"`); got != "Call Later Meeting" && got != "Meeting Call Later" && len(strings.Fields(got)) != 3 {
		t.Errorf("the old name finds %q", got)
	}
	correct(t, d, onStatement(t, d.Store, one, 0, briefings.CorrectSpeaker, "Karl Heinz Brandt"))
	for _, want := range []string{"speaker of “We will sign the treaty before…” set to Karl Heinz Brandt", "renamed K. H. Brandt to Karl Heinz Brandt", "merged Karl Brandt into K. H. Brandt"} {
		if step, err := d.Undo(t.Context()); err != nil || step.What != want {
			t.Errorf("undone %q, %v; want %q", step.What, err, want)
		}
	}
	speakers, _, err = d.Names(t.Context())
	must(t, err)
	if speakers[0].Name != "Karl Brandt" || speakers[0].Briefings != 3 {
		t.Errorf("undone: names %+v", speakers)
	}
	if got := who(t, d.Store, one) + " / " + who(t, d.Store, two) + " / " + who(t, d.Store, three); got != asFound+" / "+callIs+" / Karl Brandt: “It rains in" {
		t.Errorf("undone: %q", got)
	}
}

func TestSplit(t *testing.T) {
	d, one, two := correctedDesk(t)
	c := correct(t, d, briefings.Correction{Kind: briefings.CorrectSplit, Briefing: two, Of: briefings.Party{Name: "Karl Brandt"}, Who: []briefings.Speaker{{Name: "Karl Brandt"}}})
	if c.Who[0].ID != "karl-brandt-2" {
		t.Errorf("the other is %+v", c.Who[0])
	}
	if a := article(t, d.Store, two); a.Analysis.Statements[0].Speaker.ID != "karl-brandt-2" || a.Speakers[0] != "karl-brandt-2" {
		t.Errorf("the call has %+v", a.Analysis.Statements[0])
	}
	if got := who(t, d.Store, one); got != asFound {
		t.Errorf("the meeting has %q", got)
	}
	if step, err := d.Undo(t.Context()); err != nil || step.What != "Karl Brandt is another of that name in “Call”" {
		t.Errorf("undone %q, %v", step.What, err)
	}
	if got := article(t, d.Store, two).Analysis.Statements[0].Speaker.ID; got != "karl-brandt" {
		t.Errorf("undone: %q", got)
	}
}

func TestAlias(t *testing.T) {
	d, one, two := correctedDesk(t)
	topics := article(t, d.Store, one).Analysis.Topics
	if len(topics) == 0 {
		t.Fatal("the meeting is about nothing")
	}
	topic := topics[0]
	if got := ids(t, d.Store, "topic:"+topic.ID); got != "Meeting" {
		t.Fatalf("%s finds %q", topic.ID, got)
	}
	correct(t, d, briefings.Correction{Kind: briefings.CorrectAlias, Alias: "Long  Road plan", Topic: briefings.Topic{ID: topic.ID}})
	if got := ids(t, d.Store, "topic:"+topic.ID); len(strings.Fields(got)) != 2 {
		t.Errorf("%s finds %q", topic.ID, got)
	}
	a := article(t, d.Store, two)
	if !slices.Contains(a.Analysis.Statements[0].Topics, topic.ID) {
		t.Errorf("the statement is about %v", a.Analysis.Statements[0].Topics)
	}
	mustImport(t, d.Store, analysed(t, "Later", "Nobody in Ostland spoke of the Long Road plan."))
	if got := ids(t, d.Store, `topic:"long road plan"`); len(strings.Fields(got)) != 2 {
		t.Errorf("the alias finds %q", got)
	}
	_, err := d.Undo(t.Context())
	must(t, err)
	if got := ids(t, d.Store, "topic:"+topic.ID); got != "Meeting" {
		t.Errorf("undone: %s finds %q", topic.ID, got)
	}
}

// TestCorrectionsOverRevisions follows corrections through other texts and
// other analyses: they hold while their words stand, are listed when these are
// gone, and hold again when these come back.
func TestCorrectionsOverRevisions(t *testing.T) {
	d, one, _ := correctedDesk(t)
	c := correct(t, d, onStatement(t, d.Store, one, 1, briefings.CorrectSpeaker, "Eva Moor"))
	correct(t, d, onStatement(t, d.Store, one, 0, briefings.CorrectDismiss))
	const want = "Eva Moor*: that the border"
	state := func() string {
		list, err := d.Corrections(t.Context(), Filter{})
		must(t, err)
		var out []string
		for i := range list {
			out = append(out, fmt.Sprint(list[i].State, " ", list[i].Applies()))
		}
		return strings.Join(out, ", ")
	}
	revise := func(text string) {
		t.Helper()
		if out := mustImport(t, d.Store, analysed(t, "Meeting", text)); out[0].ID != one || out[0].Result != briefings.Updated {
			t.Fatalf("revised: %+v", out[0])
		}
	}
	revise("Correction: an earlier version gave another day.\n\n" + meeting)
	if got := who(t, d.Store, one); got != want || state() != "anchored true, anchored true" {
		t.Errorf("moved: %q, %s", got, state())
	}
	revise(strings.Replace(meeting, "that the border would open in May for all travellers", "nothing of the kind", 1))
	if got := who(t, d.Store, one); strings.Contains(got, "Moor") || strings.Contains(got, "Holt") || state() != "orphan false, anchored true" {
		t.Errorf("the words are gone: %q, %s", got, state())
	}
	revise(meeting)
	if got := who(t, d.Store, one); got != want {
		t.Errorf("the words are back: %q, %s", got, state())
	}
	// A later analyser, which finds nothing, and then one that sees more in it.
	_, err := d.Reanalyze(t.Context(), nil, func(a *briefings.Article) (briefings.Analysis, error) {
		return briefings.Analysis{Version: a.Analysis.Version + 1}, nil
	}, nil)
	must(t, err)
	if got := who(t, d.Store, one); got != want {
		t.Errorf("analysed by one that finds nothing: %q", got)
	}
	n, err := d.Reanalyze(t.Context(), nil, func(a *briefings.Article) (briefings.Analysis, error) { return analyse(t, a.Text), nil }, nil)
	must(t, err)
	if got := who(t, d.Store, one); got != want || n != 2 {
		t.Errorf("analysed again: %q, %d changed", got, n)
	}
	must(t, d.Uncorrect(t.Context(), []string{c.ID}))
	if got := who(t, d.Store, one); got != "Karl Brandt: that the border" {
		t.Errorf("removed: %q", got)
	}
	step, err := d.Undo(t.Context())
	must(t, err)
	if got := who(t, d.Store, one); got != want || step.What != "no longer: speaker of “that the border would open in May for a…” set to Eva Moor" {
		t.Errorf("undone: %q, %q", step.What, got)
	}
}

// TestCorrectionsOfRemoved holds that a briefing that is brought back has its
// corrections, and those made in the library meanwhile.
func TestCorrectionsOfRemoved(t *testing.T) {
	d, one, two := correctedDesk(t)
	correct(t, d, onStatement(t, d.Store, one, 0, briefings.CorrectSpeaker, "Eva Moor"))
	if err := d.Remove(t.Context(), []string{one}, false); !errors.Is(err, briefings.ErrAnnotated) {
		t.Errorf("removed without asking: %v", err)
	}
	must(t, d.Remove(t.Context(), []string{one}, true))
	list, err := d.Corrections(t.Context(), Filter{})
	if err != nil || len(list) != 0 {
		t.Errorf("corrections of nothing: %+v, %v", list, err)
	}
	checkSound(t, d.Store)
	// A command changes the library, which is no step.
	_, err = d.Store.Correct(t.Context(), briefings.Correction{Kind: briefings.CorrectRename, Of: briefings.Party{Name: "Karl Brandt"}, Who: []briefings.Speaker{{Name: "Carl Brandt"}}})
	must(t, err)
	_, err = d.Undo(t.Context())
	must(t, err)
	if got := who(t, d.Store, one); got != "Eva Moor*: “We will sign; Carl Brandt*: that the border" {
		t.Errorf("brought back: %q", got)
	}
	checkSound(t, d.Store)
	_, err = d.Redo(t.Context())
	must(t, err)
	mustImport(t, d.Store, analysed(t, "Meeting", meeting))
	_, err = d.Undo(t.Context())
	must(t, err)
	if got := who(t, d.Store, one); got != "Eva Moor*: “We will sign; Carl Brandt*: that the border" {
		t.Errorf("given to the one imported since: %q", got)
	}
	if got := who(t, d.Store, two); got != "Carl Brandt*: “Nobody has asked" {
		t.Errorf("the other: %q", got)
	}
}

// TestCorrectionsInBackup holds that a backup has the corrections.
func TestCorrectionsInBackup(t *testing.T) {
	d, one, _ := correctedDesk(t)
	correct(t, d, onStatement(t, d.Store, one, 1, briefings.CorrectSpeaker, "Eva Moor"))
	want, file := who(t, d.Store, one), filepath.Join(t.TempDir(), "backup.db")
	must(t, d.BackupFile(t.Context(), file))
	other := newStore(t)
	must(t, other.Restore(t.Context(), file))
	if got := who(t, other, one); got != want {
		t.Errorf("restored: %q", got)
	}
	list, err := other.Corrections(t.Context(), Filter{Query: parseQuery(t, "speaker:moor")})
	if err != nil || len(list) != 1 || list[0].Title != "Meeting" {
		t.Errorf("listed %+v, %v", list, err)
	}
	c, err := other.Correction(t.Context(), list[0].ID[:20])
	if err != nil || c.ID != list[0].ID {
		t.Errorf("found %+v, %v", c, err)
	}
}

// BenchmarkMerge merges a speaker of 3,000 briefings into another and takes it
// back; the other takes no part.
func BenchmarkMerge(b *testing.B) {
	const many = 3000
	s := New(filepath.Join(b.TempDir(), "library"), Options{})
	docs := make([]briefings.Import, many)
	of := analysed(b, "x", call)
	for i := range docs {
		docs[i] = doc(fmt.Sprint("Call ", i), strings.Split(call, "\n\n")...)
		docs[i].Analysis, docs[i].Identity = of.Analysis, briefings.TextIdentity(strconv.Itoa(i))
	}
	mustImport(b, s, docs...)
	c := briefings.Correction{Kind: briefings.CorrectMerge, Of: briefings.Party{ID: "karl-brandt"}, Who: []briefings.Speaker{{Name: "Eva Moor"}}}
	d := s.Desk()
	for b.Loop() {
		if _, err := d.Correct(b.Context(), c); err != nil {
			b.Fatal(err)
		}
		if _, err := d.Undo(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/(2*many), "µs/briefing")
}
