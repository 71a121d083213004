package field

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"readout/briefings"
)

const folderFile = `---
title: Readout of President Tal’s Call with Queen Una of Brek
---

President Oru Tal of Ossa spoke today with Queen Una. The leaders reaffirmed the old friendship and expressed readiness to trade. “We are glad,” she said. “Very glad.”

PRESIDENT TAL: Mr. Holt is here. He is well.

And so am I.

QUEEN UNA: (As interpreted.) Thank you.
`

func invented(t *testing.T, limit int) *Document {
	t.Helper()
	folder := fstest.MapFS{"a/b.md": {Data: []byte(folderFile)}}
	r, err := Pin(folder, Row{ID: "tal", Genre: "report", Path: "a/b.md", Bytes: limit})
	if err != nil {
		t.Fatal(err)
	}
	d, err := Load(folder, r)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSentences(t *testing.T) {
	t.Parallel()
	d := invented(t, 0)
	var got []string
	for _, s := range d.Sentences {
		got = append(got, d.Covered[s.Start:s.End])
	}
	want := []string{
		"President Oru Tal of Ossa spoke today with Queen Una.", "The leaders reaffirmed the old friendship and expressed readiness to trade.",
		"“We are glad,” she said.", "“Very glad.”", "PRESIDENT TAL: Mr. Holt is here.", "He is well.", "And so am I.", "QUEEN UNA: (As interpreted.)", "Thank you.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	d := invented(t, 0)
	for _, c := range []struct{ draft, want string }{
		{"2 | Oru Tal; Una | The leaders | reaffirmed | > ... friendship\n2 | = | = | expressed | >", "Oru Tal+Una The leaders reaffirmed the old friendship / Oru Tal+Una The leaders expressed readiness to trade"},
		{`3 | Una | she | said | "We are ... glad + 4: Very glad`, "Una she said “We are glad + Very glad"},
		{"3 | - | - | - | 3-4", "   “We are glad,” she said. “Very glad.”"},
		{"3 | - | - | said | ... We", "  said “We"},
		{"# one turn\n\n5 | Oru Tal | PRESIDENT TAL | : | > ... 7", "Oru Tal PRESIDENT TAL : Mr. Holt is here. He is well + And so am I"},
		{"8 | Una | QUEEN UNA | : | 9", "Una QUEEN UNA : Thank you"},
		{"5 | - | - | : | 6", "  : He is well"},
		{"1 | - | President ... Ossa | spoke ... with | >", " President Oru Tal of Ossa spoke today with Queen Una"},
		{"4 | - | 3: she | 3: said | 3: We ... 4: glad", " she said We are glad,” she said. “Very glad"},
		{"1 | - | President ... spoken | spoke | >", `error: phrase: "spoken" is not in its sentence`},
		{"none", ""},
		{"", "error: the draft is empty"},
		{"none\n5 | - | - | : | 6", "error: says “none” and has"},
		{"2 | a | The leaders | reaffirmed", "error: line 1: 4 fields"},
		{"10 | a | - | - | 1", `error: "10" is no number of a sentence, from 1 to 9`},
		{"\n2 | a | The leader | reaffirmed | >", `error: line 2: phrase: "The leader" is not in its sentence`},
		{"1 | a | - | - | o", `error: "o" is not in its sentence`},
		{"2 | a | - | - | >", "error: without a cue"},
		{"3-4 | a | - | - | >", "error: no number of a sentence"},
		{"5 | a | - | ; | 6", `error: no ";" after the phrase`},
		{"7 | a | - | - | am ... so", `error: "so" is not in its sentence, or not after`},
		{"7 | a | - | - | am I + And so", "error: not in the order of the text"},
		{"3 | a | - | - | glad #0 #2", `error: is not in its sentence`},
		{"4 | a | - | - | 4: glad + 4: glad", "error: overlap"},
		{"3 | a | - | - | 4:", "error: not in its sentence"},
		{"3 | a | - | - | she ... 1", "error: covers no words"},
	} {
		g, err := d.Read(c.draft)
		if err != nil {
			if want, ok := strings.CutPrefix(c.want, "error: "); !ok || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v; want %s", c.draft, err, c.want)
			}
			continue
		}
		if err := d.Check(&g); err != nil {
			t.Errorf("%q: %v", c.draft, err)
		}
		if got := words(d, &g); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.draft, got, c.want)
		}
	}
}

// Words that stand there twice are refused until their number is given.
func TestAmbiguous(t *testing.T) {
	t.Parallel()
	text := "They met and they said that they met."
	d := &Document{Full: text, Covered: text, Sentences: sentences(text)}
	if _, err := d.Read("1 | a | they | said | >"); err == nil || !strings.Contains(err.Error(), "there 2 times") {
		t.Errorf("error: %v", err)
	}
	g, err := d.Read("1 | a | they #1 | said | > ... met")
	if err != nil {
		t.Fatal(err)
	}
	if got := words(d, &g); got != "a they said that they met" || g.Statements[0].Speaker.Start != 13 {
		t.Errorf("%s %+v", got, g)
	}
}

func words(d *Document, g *Gold) string {
	var out []string
	for _, s := range g.Statements {
		var content []string
		for _, c := range s.Content {
			content = append(content, d.Covered[c.Start:c.End])
		}
		out = append(out, strings.Join([]string{strings.Join(s.Names, "+"), d.Covered[s.Speaker.Start:s.Speaker.End], d.Covered[s.Cue.Start:s.Cue.End], strings.Join(content, " + ")}, " "))
	}
	return strings.Join(out, " / ")
}

// What is kept of a draft reads back as it was, and is checked.
func TestGold(t *testing.T) {
	t.Parallel()
	d := invented(t, 0)
	g, err := d.Read("2 | Oru Tal; Una | The leaders | expressed | >\n3 | Una | she | said | We are ... glad + 4")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, []Gold{g}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "glad") {
		t.Errorf("words of the document are kept: %s", &b)
	}
	back, err := ReadGold(&b)
	if err != nil || len(back) != 1 || words(d, &back[0]) != words(d, &g) {
		t.Fatalf("%+v, %v; want %+v", back, err, g)
	}
	quote := strings.Index(d.Covered, "“") + 1 // within a character
	for name, spoil := range map[string]func(s *Statement){
		"within a character": func(s *Statement) { s.Speaker = briefings.Span{Start: quote, End: quote + 5} },
		"beyond the end":     func(s *Statement) { s.Cue.End = len(d.Covered) + 1 },
		"no content":         func(s *Statement) { s.Content = nil },
		"empty content":      func(s *Statement) { s.Content = []briefings.Span{{}} },
	} {
		bad := Gold{ID: g.ID, SHA: g.SHA, Statements: slices.Clone(g.Statements)}
		spoil(&bad.Statements[0])
		if d.Check(&bad) == nil {
			t.Errorf("%s: passes", name)
		}
	}
	if d.Check(&Gold{ID: g.ID, SHA: "0"}) == nil {
		t.Error("an annotation of another Text passes")
	}
}

// A limit moves back to the end of a paragraph, and cuts what was predicted.
func TestLimit(t *testing.T) {
	t.Parallel()
	d := invented(t, 230)
	if want := "“Very glad.”\n\nPRESIDENT TAL: Mr. Holt is here. He is well."; !strings.HasSuffix(d.Covered, want) {
		t.Fatalf("covered: %q", d.Covered)
	}
	end := len(d.Covered)
	g := d.Predicted([]briefings.Statement{
		{Content: []briefings.Span{{Start: end - 5, End: end}, {Start: end + 2, End: end + 9}}, Cue: briefings.Span{Start: end + 1, End: end + 2}},
		{Content: []briefings.Span{{Start: end + 2, End: end + 9}}},
	})
	if len(g.Statements) != 1 || len(g.Statements[0].Content) != 1 || !g.Statements[0].Cue.Empty() {
		t.Errorf("%+v", g)
	}
	if err := d.Check(&g); err != nil {
		t.Error(err)
	}
}

func TestHashes(t *testing.T) {
	t.Parallel()
	d := invented(t, 0)
	folder := fstest.MapFS{"a/b.md": {Data: []byte(folderFile + "More.\n")}}
	if _, err := Load(folder, d.Row); err == nil || !strings.Contains(err.Error(), "not the file that was annotated") {
		t.Errorf("error: %v", err)
	}
	var b bytes.Buffer
	if err := WriteList(&b, []Row{d.Row}); err != nil {
		t.Fatal(err)
	}
	if rows, err := ReadList(&b); err != nil || len(rows) != 1 || rows[0] != d.Row {
		t.Errorf("%+v, %v; want %+v", rows, err, d.Row)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	d := invented(t, 0)
	read := func(draft string) *Gold {
		g, err := d.Read(draft)
		if err != nil {
			t.Fatal(err)
		}
		return &g
	}
	a := read("2 | Oru Tal; Una | The leaders | reaffirmed | > ... friendship\n2 | = | = | expressed | >\n3 | Una | she | said | We are ... glad + 4")
	b := read("2 | Queen Una; O. Tal | The leaders | reaffirmed | > ... friendship\n2 | Una | = | expressed | readiness ... trade\n8 | Una | QUEEN UNA | : | 9")
	docs := map[string]*Document{d.ID: d}
	var gold, pred bytes.Buffer
	var differ int
	tally, err := Set(docs, []Gold{*a, {ID: "alone"}}, []Gold{*b}, &gold, &pred, func(_ *Document, ms []Match) {
		for _, m := range ms {
			if m.A == nil || m.B == nil || !m.Same() {
				differ++
			}
		}
	})
	if want := (Tally{A: 3, B: 3, Both: 2, Names: 1, Exact: 1}); err != nil || tally != want || differ != 3 {
		t.Errorf("%+v, %d differ, %v; want %+v", tally, differ, err, want)
	}
	if strings.Count(gold.String(), "\n") != 1 || strings.Count(pred.String(), "\n") != 1 {
		t.Errorf("gold %s\npredictions %s", &gold, &pred)
	}
	if _, err := Set(nil, []Gold{*a}, []Gold{*b}, &gold, &pred, nil); err == nil {
		t.Error("a document that is not in the list passes")
	}
	tally, err = Set(docs, []Gold{*a}, []Gold{*a}, &gold, &pred, nil)
	if want := (Tally{A: 3, B: 3, Both: 3, Names: 3, Exact: 3}); err != nil || tally != want {
		t.Errorf("with itself: %+v, %v; want %+v", tally, err, want)
	}
}

// The scorer is told the name of a lone speaker, and whether it stands beside the cue.
func TestKit(t *testing.T) {
	t.Parallel()
	d := invented(t, 0)
	g, err := d.Read("2 | Oru Tal; Una | The leaders | expressed | >\n3 | Una | she | said | 4\n8 | Una | QUEEN UNA | : | 9")
	if err != nil {
		t.Fatal(err)
	}
	var gold, pred bytes.Buffer
	if err := d.Kit(&gold, &g, true); err != nil {
		t.Fatal(err)
	}
	if err := d.Kit(&pred, &g, false); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		line, part string
		n          int
	}{
		{gold.String(), `"name":"Una"`, 2},
		{gold.String(), `"name":"Oru Tal"`, 0},
		{gold.String(), `"resolved_by":"corenlp"`, 1},
		{gold.String(), `"resolved_by":"surface"`, 1},
		{gold.String(), `"publisher":"report"`, 1},
		{gold.String(), `PRESIDENT TAL`, 1},
		{pred.String(), `"name":"Oru Tal"`, 1},
		{pred.String(), `PRESIDENT TAL`, 0},
		{pred.String(), `resolved_by`, 0},
	} {
		if n := strings.Count(c.line, c.part); n != c.n {
			t.Errorf("%s: %d times in %s; want %d", c.part, n, c.line, c.n)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("2 | a;b | The leaders | reaffirmed | > ... friendship + 4", "Он сказал: «Да». They said so.\n\nAnd so.")
	f.Add("1 | = | = | : | ... 2", "a\xff b. C")
	f.Fuzz(func(t *testing.T, draft, text string) {
		if len(text) > 1<<12 || strings.ToValidUTF8(text, "") != text {
			return
		}
		d := &Document{Full: text, Covered: text, Sentences: sentences(text)}
		if g, err := d.Read(draft); err == nil {
			if err := d.Check(&g); err != nil {
				t.Errorf("%q of %q: %v", draft, text, err)
			}
		}
	})
}
