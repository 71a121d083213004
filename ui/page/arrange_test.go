package page

import (
	"strings"
	"testing"

	"readout/briefings"
	"readout/ui/cells"

	"github.com/charmbracelet/x/ansi"
)

// plainRows returns the rows of a page without styles, isolating signs shown
// as brackets.
func plainRows(p *Page) string {
	s := ansi.Strip(strings.Join(p.Paint(p.First(), len(p.Rows(p.First(), 99)), nil), "\n"))
	return strings.NewReplacer(cells.RightIsolate, "{", cells.EndIsolate+cells.LeftMark, "}", cells.LeftMark, "|").Replace(s)
}

func TestRightToLeft(t *testing.T) {
	p := open(`שלום לכולם, 12 ימים של שיחות.

The word שלום, and at the end שלום
again.

- אחת ועוד מילה אחת
- two
  1. בתוך רשימה

> ציטוט

12 (שלום)`, 20)
	got := plainRows(p)
	want := strings.Join([]string{
		" {שלום לכולם, 12 ימים}",
		"           {של שיחות.}",
		"",
		"The word שלום, and",
		"at the end שלום|",
		"again.",
		"",
		"     {אחת ועוד מילה} •",
		"               {אחת}  ",
		"• two",
		"     {בתוך רשימה} .1  ",
		"",
		"             {ציטוט} ▌",
		"",
		"           {12 (שלום)}",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTurns(t *testing.T) {
	md := "# Briefing\n\n**MR. VANE:** Good morning to all of you.\n\nOne more thing to say before we begin.\n\nQUESTION: Why? MR. VANE: Because.\n\n## End\n\nThe briefing ended."
	st := DefaultStyle(false, false)
	st.Hang = 2
	p := openAs(md, 30, st)
	var labels []briefings.Span
	for _, l := range []string{"MR. VANE:", "QUESTION:", "MR. VANE: B"} {
		at := strings.Index(p.text, l)
		if len(labels) == 2 {
			l = "MR. VANE:"
		}
		labels = append(labels, briefings.Span{Start: at, End: at + len(l)})
	}
	p.SetLabels(labels)
	checkPage(t, p)
	want := `Briefing

MR. VANE: Good morning to
  all of you.

  One more thing to say before
  we begin.

QUESTION: Why? MR. VANE:
  Because.

End

The briefing ended.`
	if got := plainRows(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	at, _, _ := p.Cell(labels[2].Start)
	if got, want := strings.ReplaceAll(p.Paint(at, 1, nil)[0], "\x1b", "^"), "^[1mQUESTION:^[m Why? ^[1mMR. VANE:^[m"; got != want {
		t.Errorf("the row is %q; want %q", got, want)
	}
	p.SetWidth(20)
	if got := plainRows(p); strings.Contains(got, "\n ") {
		t.Errorf("turns hang on a narrow page:\n%s", got)
	}
}

// TestRowsOfChinese: no row begins with a stop or ends with an opening bracket,
// whatever the width, in paragraphs, lists and quotations; emphasis stays.
func TestRowsOfChinese(t *testing.T) {
	const text = "外长**感谢**中方。（完）双方就和平谈判、粮食安全、贸易，[交换意见](https://a.example/x)，并达成，共识（文本）。「我们同意」と述べた。"
	for _, md := range []string{text, "- " + text, "> " + text, "## " + text} {
		for w := 16; w < 40; w++ {
			for row := range strings.SplitSeq(plainRows(open(md, w)), "\n") {
				row = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(row), "•▌"))
				if row != "" && (cells.Sticks(row) || cells.Opens(row)) {
					t.Errorf("%.4s at %d: row %q", md, w, row)
				}
			}
		}
	}
	if s := strings.Join(open(text, 30).Paint(open(text, 30).First(), 9, nil), "\n"); !strings.Contains(s, "\x1b[1m") {
		t.Errorf("nothing is bold: %q", s)
	}
}
