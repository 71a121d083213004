package page

import (
	"strings"
	"testing"
)

const pledges = `| Country | Delegation | Pledge (million) | Remarks |
|---|:-:|--:|---|
| Varnia | Ada Orlova | 120 | subject to [approval](https://a.example/x) |
| Ostrel | | 80 | none<br>known |
| | x |`

func TestTable(t *testing.T) {
	for _, tt := range []struct {
		name  string
		width int
		want  string
	}{
		{"side by side", 52, `
Country │ Delegation │      Pledge │ Remarks
        │            │   (million) │
────────┼────────────┼─────────────┼───────────────
Varnia  │ Ada Orlova │         120 │ subject to
        │            │             │ approval[1]
Ostrel  │            │          80 │ none
        │            │             │ known
        │     x      │             │`},
		{"no word is cut", 30, `
Country
  Delegation
  Pledge (million)
  Remarks
Varnia
  Ada Orlova
  120
  subject to approval[1]
Ostrel
  80
  none
  known
  x`},
	} {
		st := DefaultStyle(false, false)
		st.Links = NumberedLinks
		p := openAs(pledges, tt.width, st)
		checkPage(t, p)
		rows := strings.Split(plainRows(p), "\n")
		for i := range rows {
			rows[i] = strings.TrimRight(rows[i], " ")
		}
		if got := "\n" + strings.Join(rows, "\n"); got != tt.want {
			t.Errorf("%s:%s\nwant%s", tt.name, got, tt.want)
		}
	}
}

func TestNotes(t *testing.T) {
	p := open("They met.[^1] [^not a note] and [^2].\n\n[^1]: In private. See\n[^2]: Not [^1].\n[^3]: Third", 30)
	checkPage(t, p)
	want := `They met.[^1] [^not a note]
and [^2].

[^1]: In private. See
[^2]: Not [^1].
[^3]: Third`
	if got := plainRows(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := strings.ReplaceAll(p.Paint(p.First(), 2, nil)[1], "\x1b", "^"), "and ^[94m[^2]^[m."; got != want {
		t.Errorf("the row is %q; want %q", got, want)
	}
}

func TestCodeHangs(t *testing.T) {
	p := open("```\nif the line is longer than the page {\n    it goes on\n```", 20)
	checkPage(t, p)
	want := "  if the line is\n  longer than the\n  page {\n      it goes on"
	if got := plainRows(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
