// Package theme turns a handful of colour tokens into the styles that the
// screens draw with. A Styles is a plain value that is handed to the screens
// and replaced as a whole when the theme changes or the terminal says that its
// background is light or dark; there are no package-level styles.
//
// The default theme uses the terminal's own sixteen colours, so that it fits
// whatever palette the reader has chosen. The others have colours of their own
// and name the background that they are made for: the owner of the terminal sets
// it ([Styles.Background]) for as long as the program runs; painting it into
// every cell would cost its bytes at every key. Text that nothing colours is
// left to the terminal (or to [Styles.Foreground]), so that it can be read
// also where a terminal keeps its own background.
//
// Colour is never the only sign: everything that has a colour here has a text
// mark or an attribute as well.
package theme

import (
	"hash/fnv"
	"image/color"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"readout/briefings"
)

// Styles is everything that a screen needs to draw. Lip Gloss styles are for
// the frame around the text; uv styles are laid over the cells of an article.
type Styles struct {
	Dark  bool // the background is dark
	Color bool // false: attributes only (NO_COLOR)

	// Background and Foreground are what the terminal's own are to be while the
	// program runs; nil: as they are.
	Background, Foreground color.Color

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

	Track  lipgloss.Style // the scrollbar, where it shows nothing
	Thumb  lipgloss.Style // the part of it that stands for what is visible
	Tick   lipgloss.Style // a statement in it
	Spot   lipgloss.Style // a search hit in it
	Draft  lipgloss.Style // the remark that a note is not saved yet
	Insert lipgloss.Style // what a revision added
	Delete lipgloss.Style // what a revision took away

	// Colours of the article's Markdown; nil: none.
	Heading, Link, Code, Quote, Rule color.Color

	Topic      uv.Style // mentions of topics
	Cue        uv.Style // the word that attributes
	Selection  uv.Style
	Match      uv.Style // a search hit
	Current    uv.Style // the search hit at which the reader stands
	Cursor     uv.Style // the reading cursor
	Statement  uv.Style // laid over the statement under the cursor; none: its bar says enough
	highlights [briefings.Colors]uv.Style
	signs      [briefings.Colors]uv.Style
	speakers   []uv.Style
}

// New returns the styles of the terminal's own palette for a dark or light
// background; without colour only attributes tell things apart. It is short for
// the [Spec] that names no theme.
func New(dark, colour bool) *Styles { return Spec{Dark: dark, Color: colour}.Styles() }

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
		Track:     base.Faint(true),
		Thumb:     base.Reverse(true),
		Tick:      base,
		Spot:      base.Bold(true),
		Draft:     base.Italic(true),
		Insert:    base.Underline(true),
		Delete:    base.Strikethrough(true),
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
func (s *Styles) paint(t *tokens) {
	s.Background, s.Foreground = t[background], t[text]
	s.Heading, s.Link, s.Code, s.Quote, s.Rule = t[heading], t[link], t[code], t[quote], t[muted]
	base := lipgloss.NewStyle()
	fore := func(st lipgloss.Style, n token) lipgloss.Style {
		if t[n] == nil {
			return st
		}
		return st.Foreground(t[n])
	}
	// over is a ground with text that can be read on it; none: the attributes
	// of st do it.
	over := func(st lipgloss.Style, ground token, ink ...token) lipgloss.Style {
		if t[ground] == nil {
			return st
		}
		out := base.Background(t[ground])
		if c := t.on(t[ground], ink...); c != nil {
			out = out.Foreground(c)
		}
		return out
	}
	if t[muted] != nil {
		s.Muted, s.Tag, s.Track = base, base, base
	}
	s.Muted, s.Track, s.Tick = fore(s.Muted, muted), fore(s.Track, border), fore(s.Tick, muted)
	if t[border] != nil {
		s.Border = base
	}
	s.Border = fore(s.Border, border)
	s.Accent, s.Focus, s.Frame, s.Tag = fore(s.Accent, accent), fore(s.Focus, accent), fore(s.Frame, accent), fore(s.Tag, accent)
	if t[accent] != nil {
		s.Dialog = s.Dialog.BorderForeground(t[accent])
	}
	s.Error, s.Wrong = fore(s.Error, wrong), fore(s.Wrong, wrong)
	s.Warning, s.Star, s.Draft, s.Spot = fore(s.Warning, warning), fore(s.Star, warning), fore(s.Draft, warning), fore(s.Spot, warning)
	s.Insert, s.Delete = fore(s.Insert, inserted), fore(s.Delete, deleted)
	s.Selected = over(s.Selected, selected, selectedText, text)
	s.Status = over(s.Status, status, statusText, text)
	s.Failure = over(s.Failure, failure, failureText, text).Bold(true)
	s.paintText(t)
}

// paintText adds the colours of what is laid over the article.
func (s *Styles) paintText(t *tokens) {
	over := func(st uv.Style, ground token, attrs uint8, ink ...token) uv.Style {
		if t[ground] == nil {
			return st
		}
		return uv.Style{Fg: t.on(t[ground], ink...), Bg: t[ground], Attrs: attrs, Underline: st.Underline}
	}
	s.Topic.Fg, s.Cue.Fg = t[topic], t[cue]
	s.Match = over(s.Match, match, 0, markText, text, background)
	s.Current = over(s.Current, current, uv.AttrBold, markText, text, background)
	s.Selection = over(s.Selection, selection, 0, text, background)
	s.Cursor = over(s.Cursor, cursor, 0, background, text)
	for i := range s.highlights {
		s.highlights[i] = over(s.highlights[i], highlight1+token(i), 0, markText, text, background)
		s.signs[i] = uv.Style{Fg: t.sign(t[highlight1+token(i)])}
	}
	speakers := make([]uv.Style, 0, maxSpeakers)
	for n := speaker1; n < tokenCount; n++ {
		if t[n] != nil {
			speakers = append(speakers, uv.Style{Fg: t[n], Attrs: uv.AttrBold})
		}
	}
	if len(speakers) > 0 {
		s.speakers = speakers
	}
}

// Highlight returns the style of highlight colour n (1 to [briefings.Colors]).
func (s *Styles) Highlight(n int) uv.Style {
	if n < 1 || n > briefings.Colors {
		n = 1
	}
	return s.highlights[n-1]
}

// Sign returns the style of a sign that stands for highlight colour n where
// there is no room for its ground: in the scrollbar.
func (s *Styles) Sign(n int) uv.Style {
	if n < 1 || n > briefings.Colors {
		n = 1
	}
	return s.signs[n-1]
}

// Speaker returns the style of a speaker's name: the same for an id in every
// briefing of every library.
func (s *Styles) Speaker(id string) uv.Style {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // a hash never fails
	return s.speakers[int(h.Sum32()%uint32(len(s.speakers)))]
}
