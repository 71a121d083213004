package page

import (
	"fmt"
	"image/color"
	"strconv"

	"readout/briefings/markup"
	"readout/ui/cells"

	"charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"
)

// Style is how a page looks. Paddings, bars and bullets of the configuration
// may be anything that is printable; it must not change letters (Upper, Lower,
// Title, Format) and the token of its quotations is one cell wide.
type Style struct {
	Config ansi.StyleConfig
	Gap    int // blank rows between blocks

	// ASCII says that bars, bullets and ticks are ASCII: for terminals that
	// give other signs two cells. [Style.InASCII] sets it.
	ASCII bool

	// Method is how the terminal counts widths: by code point, or by grapheme
	// cluster (those that have mode 2027). It must be the renderer's.
	Method xansi.Method

	Label uv.Style // of the labels of turns
	Hang  int      // cells by which turns are indented under their labels

	Links  LinkStyle
	Number uv.Style // of the numbers after links

	Quote color.Color // of quotations in the blocks that the page lays out by itself; nil: none

	// Marks are the styles of runs in the blocks that the page lays out by
	// itself because they are long: of the sets of marks, the first that has
	// one gives its colour, all give their attributes.
	Marks []MarkStyle
}

// LinkStyle says what the terminal gets of a link besides its style.
type LinkStyle uint8

const (
	// PlainLinks are words that look like a link.
	PlainLinks LinkStyle = iota
	// Hyperlinks are OSC 8: the terminal opens them and shows where they lead.
	Hyperlinks
	// NumberedLinks are followed by their number, unless the words are the
	// address. The number stands for no byte of the text.
	NumberedLinks
)

// MarkStyle is the style of what carries a mark.
type MarkStyle struct {
	Mark  markup.Mark
	Style uv.Style
}

// Colors are the colours of a page's Markdown; nil: none, attributes alone.
type Colors struct{ Heading, Link, Code, Quote, Rule color.Color }

// paletteColors are the terminal's own sixteen, bright ones on a dark
// background.
func paletteColors(dark bool) Colors {
	bright := func(n uint8) color.Color {
		if dark {
			n += 8
		}
		return xansi.BasicColor(n)
	}
	return Colors{Heading: bright(6), Link: bright(4), Code: bright(3), Rule: xansi.BasicColor(8)}
}

// listIndent is by how many cells a nested list stands further right.
const listIndent = 2

// DefaultStyle returns the style for a dark or light background, in the
// terminal's own colours or with attributes alone.
func DefaultStyle(dark, colour bool) Style {
	if !colour {
		return NewStyle(Colors{})
	}
	return NewStyle(paletteColors(dark))
}

// NewStyle returns the style with the colours of a theme.
func NewStyle(colors Colors) Style {
	yes := true
	str := func(s string) *string { return &s }
	num := func(n uint) *uint { return &n }
	prim := ansi.StylePrimitive{}
	heading := prim
	heading.Bold, heading.Color = &yes, written(colors.Heading)
	title := prim
	title.Underline = &yes
	link := prim
	link.Underline, link.Color = &yes, written(colors.Link)
	code := prim
	code.Color = written(colors.Code)
	if colors.Code == nil {
		code.Prefix, code.Suffix = "`", "`"
	}
	rule := prim
	rule.Prefix, rule.Color = "────────", written(colors.Rule)

	c := ansi.StyleConfig{
		Heading:        ansi.StyleBlock{StylePrimitive: heading},
		H1:             ansi.StyleBlock{StylePrimitive: title},
		BlockQuote:     ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: written(colors.Quote)}, Indent: num(2), IndentToken: str(quoteBar)},
		List:           ansi.StyleList{LevelIndent: listIndent},
		Item:           ansi.StylePrimitive{BlockPrefix: bulletSign},
		Enumeration:    ansi.StylePrimitive{BlockPrefix: ". "},
		Task:           ansi.StyleTask{Ticked: tickSign, Unticked: openSign},
		Emph:           ansi.StylePrimitive{Italic: &yes},
		Strong:         ansi.StylePrimitive{Bold: &yes},
		Strikethrough:  ansi.StylePrimitive{CrossedOut: &yes},
		LinkText:       link,
		HorizontalRule: rule,
		Code:           ansi.StyleBlock{StylePrimitive: code},
		CodeBlock:      ansi.StyleCodeBlock{StyleBlock: ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: code.Color}, Indent: num(2)}},
	}
	st := Style{Config: c, Gap: 1, Label: uv.Style{Attrs: uv.AttrBold}, Quote: colors.Quote, Number: uv.Style{Fg: colors.Link}, Marks: []MarkStyle{
		{markup.LinkText, uv.Style{Fg: colors.Link, Underline: uv.UnderlineSingle}},
		{markup.CodeSpan, uv.Style{Fg: colors.Code}},
		{markup.Emphasis, uv.Style{Attrs: uv.AttrItalic}},
		{markup.Strong, uv.Style{Attrs: uv.AttrBold}},
		{markup.Struck, uv.Style{Attrs: uv.AttrStrikethrough}},
	}}
	if cells.Wide() {
		return st.InASCII()
	}
	return st
}

// InASCII returns the style with bars, bullets and rules in ASCII.
func (s *Style) InASCII() Style {
	out := *s
	str := func(s string) *string { return &s }
	out.ASCII = true
	out.Config.BlockQuote.IndentToken = str(barASCII)
	out.Config.Item.BlockPrefix = bulletASCII
	out.Config.Task.Ticked = tickASCII
	out.Config.HorizontalRule.Prefix = "--------"
	out.Config.Table.CenterSeparator, out.Config.Table.ColumnSeparator, out.Config.Table.RowSeparator = str("+"), str("|"), str("-")
	return out
}

// written returns a colour as Glamour's configuration has it: a number of the
// terminal's palette, or #rrggbb.
func written(c color.Color) *string {
	var s string
	switch c := c.(type) {
	case nil:
		return nil
	case xansi.BasicColor:
		s = strconv.Itoa(int(c))
	case xansi.IndexedColor:
		s = strconv.Itoa(int(c))
	default:
		r, g, b, _ := c.RGBA()
		s = fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	}
	return &s
}

// What stands left of items and quotations.
const (
	bulletSign  = "• "
	bulletASCII = "- "
	quoteBar    = "▌"
	barASCII    = "|"
	openSign    = "[ ] "
	tickSign    = "[✓] "
	tickASCII   = "[x] "
)

// bar returns the sign of quotations.
func (s *Style) bar() string {
	if s.ASCII {
		return barASCII
	}
	return quoteBar
}

// newPalette returns a palette that holds the plain style.
func newPalette() []uv.Style { return []uv.Style{{}} }

// mark returns the style of a run.
func (s *Style) mark(m markup.Mark) uv.Style {
	var out uv.Style
	for _, ms := range s.Marks {
		if m&ms.Mark == 0 {
			continue
		}
		if out.Fg == nil {
			out.Fg = ms.Style.Fg
		}
		if out.Bg == nil {
			out.Bg = ms.Style.Bg
		}
		out.Attrs |= ms.Style.Attrs
		out.Underline = max(out.Underline, ms.Style.Underline)
	}
	return out
}
