// Package theme turns a handful of colour tokens into the styles that the
// screens draw with. A Styles is a plain value that is handed to the screens
// and replaced as a whole when the terminal says that its background is light
// or dark; there are no package-level styles.
//
// The default theme uses the terminal's own sixteen colours, so that it fits
// whatever palette the reader has chosen. Colour is never the only sign:
// everything that has a colour here has a text mark or an attribute as well.
package theme

import (
	"hash/fnv"
	"image/color"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
)

// Styles is everything that a screen needs to draw. Lip Gloss styles are for
// the frame around the text; uv styles are laid over the cells of an article.
type Styles struct {
	Dark  bool // the terminal's background is dark
	Color bool // false: attributes only (NO_COLOR)

	Text     lipgloss.Style // ordinary text of lists and forms
	Muted    lipgloss.Style // what may be overlooked: dates, counts, borders' captions
	Title    lipgloss.Style // headings of panes and dialogs
	Accent   lipgloss.Style // keys in help, active parts
	Error    lipgloss.Style
	Warning  lipgloss.Style
	Selected lipgloss.Style // the selected row of a list that has the focus
	Dim      lipgloss.Style // the selected row of a list that has not
	Border   lipgloss.Style // dividers
	Focus    lipgloss.Style // the divider or title of the pane that has the focus
	Status   lipgloss.Style // the status line
	Dialog   lipgloss.Style // a dialog's box, border included
	Frame    lipgloss.Style // the lines of a dialog's box
	Failure  lipgloss.Style // an error in the status line
	Wrong    lipgloss.Style // the part of an input that an error points at
	Unread   lipgloss.Style // the title of an unread briefing
	Star     lipgloss.Style // the sign of a starred briefing
	Tag      lipgloss.Style // a tag
	Hit      lipgloss.Style // the letters that a pattern matched

	Topic      uv.Style // mentions of topics
	Cue        uv.Style // the word that attributes
	Selection  uv.Style
	Match      uv.Style // a search hit
	Current    uv.Style // the search hit at which the reader stands
	Cursor     uv.Style // the reading cursor
	Statement  uv.Style // laid over the statement under the cursor; none: its bar says enough
	highlights [briefings.Colors]uv.Style
	speakers   []uv.Style
}

// tokens are the colours of a theme.
type tokens struct {
	muted, accent, err, warning, border, statusFg, statusBg, selectedFg, selectedBg color.Color
	matchBg, currentBg, onMark                                                      color.Color
	highlights                                                                      [briefings.Colors]color.Color
	speakers                                                                        []color.Color
}

// terminal returns the tokens of the terminal's own palette: the sixteen
// colours that its user has chosen, bright ones on dark backgrounds.
func terminal(dark bool) tokens {
	bright := func(n uint8) color.Color {
		if dark {
			n += 8
		}
		return ansi.BasicColor(n)
	}
	t := tokens{
		muted: ansi.BasicColor(8), accent: bright(6), err: bright(1), warning: bright(3), border: ansi.BasicColor(8),
		statusFg: ansi.BasicColor(15), statusBg: ansi.BasicColor(8),
		selectedFg: ansi.BasicColor(0), selectedBg: ansi.BasicColor(6),
		matchBg: ansi.BasicColor(3), currentBg: ansi.BasicColor(11), onMark: ansi.BasicColor(0),
		highlights: [briefings.Colors]color.Color{
			ansi.BasicColor(3), ansi.BasicColor(2), ansi.BasicColor(6), ansi.BasicColor(5), ansi.BasicColor(1),
		},
		speakers: []color.Color{bright(4), bright(2), bright(5), bright(1), bright(6), bright(3)},
	}
	if !dark {
		t.statusFg, t.statusBg = ansi.BasicColor(0), ansi.BasicColor(7)
	}
	return t
}

// New returns the styles for a dark or light background; without colour only
// attributes tell things apart.
func New(dark, colour bool) *Styles {
	s := plain()
	s.Dark, s.Color = dark, colour
	if colour {
		s.paint(terminal(dark))
	}
	return s
}

// plain returns styles that use attributes alone.
func plain() *Styles {
	base := lipgloss.NewStyle()
	s := &Styles{
		Text: base, Muted: base.Faint(true), Title: base.Bold(true), Accent: base.Bold(true),
		Error: base.Bold(true), Warning: base.Bold(true), Selected: base.Reverse(true), Dim: base.Bold(true),
		Border: base.Faint(true), Focus: base.Bold(true), Status: base.Reverse(true),
		Dialog:    base.Border(lipgloss.RoundedBorder()).Padding(0, 1),
		Frame:     base,
		Failure:   base.Reverse(true).Bold(true),
		Wrong:     base.Underline(true).Bold(true),
		Unread:    base.Bold(true),
		Star:      base.Bold(true),
		Tag:       base.Faint(true),
		Hit:       base.Underline(true),
		Topic:     uv.Style{Underline: uv.UnderlineSingle},
		Cue:       uv.Style{Attrs: uv.AttrItalic},
		Selection: uv.Style{Attrs: uv.AttrReverse},
		Match:     uv.Style{Attrs: uv.AttrBold, Underline: uv.UnderlineSingle},
		Current:   uv.Style{Attrs: uv.AttrBold | uv.AttrReverse},
		Cursor:    uv.Style{Attrs: uv.AttrReverse},
	}
	for i := range s.highlights {
		s.highlights[i] = uv.Style{Attrs: uv.AttrReverse}
	}
	s.speakers = []uv.Style{{Attrs: uv.AttrBold}}
	return s
}

// paint adds the colours of t.
func (s *Styles) paint(t tokens) {
	s.Muted = lipgloss.NewStyle().Foreground(t.muted)
	s.Accent = s.Accent.Foreground(t.accent)
	s.Error = s.Error.Foreground(t.err)
	s.Warning = s.Warning.Foreground(t.warning)
	s.Selected = lipgloss.NewStyle().Foreground(t.selectedFg).Background(t.selectedBg)
	s.Border = lipgloss.NewStyle().Foreground(t.border)
	s.Focus = s.Focus.Foreground(t.accent)
	s.Status = lipgloss.NewStyle().Foreground(t.statusFg).Background(t.statusBg)
	s.Dialog = s.Dialog.BorderForeground(t.accent)
	s.Frame = s.Frame.Foreground(t.accent)
	s.Failure = lipgloss.NewStyle().Bold(true).Foreground(ansi.BasicColor(15)).Background(ansi.BasicColor(1))
	s.Wrong = s.Wrong.Foreground(t.err)
	s.Star = s.Star.Foreground(t.warning)
	s.Tag = lipgloss.NewStyle().Foreground(t.accent)
	s.Match = uv.Style{Fg: t.onMark, Bg: t.matchBg}
	s.Current = uv.Style{Fg: t.onMark, Bg: t.currentBg, Attrs: uv.AttrBold}
	for i, c := range t.highlights {
		s.highlights[i] = uv.Style{Fg: t.onMark, Bg: c}
	}
	s.speakers = s.speakers[:0]
	for _, c := range t.speakers {
		s.speakers = append(s.speakers, uv.Style{Fg: c, Attrs: uv.AttrBold})
	}
}

// Highlight returns the style of highlight colour n (1 to [briefings.Colors]).
func (s *Styles) Highlight(n int) uv.Style {
	if n < 1 || n > briefings.Colors {
		n = 1
	}
	return s.highlights[n-1]
}

// Speaker returns the style of a speaker's name: the same for an id in every
// briefing of every library.
func (s *Styles) Speaker(id string) uv.Style {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // a hash never fails
	return s.speakers[int(h.Sum32()%uint32(len(s.speakers)))]
}
