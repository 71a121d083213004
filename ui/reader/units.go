package reader

import (
	"readout/briefings"
	cut "readout/ui/units"
)

// units are what the cursor of an article moves by.
type units struct {
	cut.Units

	blocks []briefings.Span // not empty, sorted
}

func newUnits(text string, blocks []briefings.Span) units {
	u := cut.New(text, blocks)
	return units{u, u.Paragraphs()}
}

func (u units) wordAfter(off int) (briefings.Span, bool)    { return u.WordAfter(off) }
func (u units) wordEndAfter(off int) (briefings.Span, bool) { return u.WordEndAfter(off) }
func (u units) wordBefore(off int) (briefings.Span, bool)   { return u.WordBefore(off) }
func (u units) nextParagraph(off int) int                   { return u.NextParagraph(off) }
func (u units) prevParagraph(off int) int                   { return u.PrevParagraph(off) }
func (u units) nextSentence(off int) int                    { return u.NextSentence(off) }
func (u units) prevSentence(off int) int                    { return u.PrevSentence(off) }
func (u units) snap(off int) int                            { return u.Snap(off) }
func (u units) next(off int) int                            { return u.Next(off) }
func (u units) prev(off int) int                            { return u.Prev(off) }
func (u units) block(off int) int                           { return u.Block(off) }
func (u units) paragraph(off int) briefings.Span            { return u.Paragraph(off) }
func (u units) sentence(off int) briefings.Span             { return u.Sentence(off) }
