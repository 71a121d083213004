package theme

import (
	"image/color"
	"maps"
	"slices"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Auto is the default theme: the terminal's own palette, for the background
// that the terminal says it has.
const Auto = "auto"

// Names lists the shipped themes. auto, dark and light use the terminal's own
// sixteen colours; the others bring their own colours and background, of which
// contrast and safe come for a dark and a light one and take the terminal's
// side when it is not said.
func Names() []string {
	return []string{
		Auto, "dark", "light", "paper", "night",
		"contrast", "contrast-dark", "contrast-light", "safe", "safe-dark", "safe-light",
	}
}

// Own is a theme of the user's: another one with some colours changed.
type Own struct {
	Base   string            // one of [Names], "" for auto
	Colors map[string]string // of [Tokens], as [ParseColor] reads them
}

// Spec says which styles are wanted.
type Spec struct {
	Name    string // one of [Names] or of Own; anything else is auto
	Dark    bool   // the terminal's own background is dark
	Color   bool   // false: attributes only
	Profile colorprofile.Profile
	Own     map[string]Own
}

// Follows reports whether the styles depend on the terminal's background.
func (s Spec) Follows() bool {
	switch s.shipped() {
	case Auto, "contrast", "safe":
		return true
	}
	return false
}

// shipped returns the name of the shipped theme that the styles come from.
func (s Spec) shipped() string {
	name := s.Name
	if own, ok := s.Own[name]; ok {
		name = own.Base
	}
	if !slices.Contains(Names(), name) {
		return Auto
	}
	return name
}

// Styles returns the styles. Without colour, and on a terminal that has none,
// they are attributes alone. A terminal with sixteen colours gets its own
// palette whatever the theme: the sixteen are its user's, and of a theme's
// colours many would become the same one.
func (s Spec) Styles() *Styles {
	st := plain()
	st.Dark = s.Dark
	switch s.shipped() {
	case "dark":
		st.Dark = true
	case "light":
		st.Dark = false
	}
	if !s.Color || s.Profile == colorprofile.NoTTY || s.Profile == colorprofile.ASCII {
		return st
	}
	st.Color = true
	if s.Profile == colorprofile.ANSI {
		t := terminal(st.Dark)
		st.paint(&t)
		return st
	}
	t := s.tokens()
	if _, known := channels(t[background]); known {
		st.Dark = dark(t[background])
	}
	st.paint(&t)
	return st
}

// tokens returns the colours of the theme.
func (s Spec) tokens() tokens {
	t := shipped(s.shipped(), s.Dark)
	own := s.Own[s.Name].Colors
	for i, name := range tokenNames {
		if value, ok := own[name]; ok {
			if c, err := ParseColor(value); err == nil { // the configuration has refused others
				t[i] = c
			}
		}
	}
	return t
}

// OwnNames lists the themes of own in order.
func OwnNames(own map[string]Own) []string { return slices.Sorted(maps.Keys(own)) }

func shipped(name string, darkly bool) tokens {
	switch name {
	case "dark":
		return terminal(true)
	case "light":
		return terminal(false)
	case "paper":
		return paper()
	case "night":
		return night()
	case "contrast-dark":
		return contrastDark()
	case "contrast-light":
		return contrastLight()
	case "safe-dark":
		return safeDark()
	case "safe-light":
		return safeLight()
	case "contrast":
		if darkly {
			return contrastDark()
		}
		return contrastLight()
	case "safe":
		if darkly {
			return safeDark()
		}
		return safeLight()
	}
	return terminal(darkly)
}

// terminal returns the tokens of the terminal's own palette: the sixteen
// colours that its user has chosen, bright ones on dark backgrounds.
func terminal(darkly bool) tokens {
	basic := func(n uint8) color.Color { return ansi.BasicColor(n) }
	bright := func(n uint8) color.Color {
		if darkly {
			n += 8
		}
		return basic(n)
	}
	t := tokens{
		muted: basic(8), accent: bright(6), wrong: bright(1), warning: bright(3), border: basic(8),
		status: basic(8), statusText: basic(15), selected: basic(6), selectedText: basic(0), failure: basic(1), failureText: basic(15),
		highlight1: basic(3), highlight2: basic(2), highlight3: basic(6), highlight4: basic(5), highlight5: basic(1),
		markText: basic(0), match: basic(3), current: basic(11),
		heading: bright(6), link: bright(4), code: bright(3), inserted: bright(2), deleted: bright(1),
		speaker1: bright(4), speaker2: bright(2), speaker3: bright(5), speaker4: bright(1), speaker5: bright(6), speaker6: bright(3),
	}
	if !darkly {
		t[status], t[statusText] = basic(7), basic(0)
	}
	return t
}

// paper is dark text on a warm white.
func paper() tokens {
	return tokens{
		text: rgb(0x22242a), background: rgb(0xfbf8f1), muted: rgb(0x5f636b), accent: rgb(0x0b5c8a),
		wrong: rgb(0xb3261e), warning: rgb(0x7a5200), border: rgb(0x8b877c),
		status: rgb(0xe4dfd3), statusText: rgb(0x22242a), selected: rgb(0x0b5c8a), selectedText: rgb(0xffffff),
		failure: rgb(0xb3261e), failureText: rgb(0xffffff),
		highlight1: rgb(0xffe680), highlight2: rgb(0xbfe8b0), highlight3: rgb(0xb3dcf5), highlight4: rgb(0xe2c6f2), highlight5: rgb(0xf7c3bd),
		markText: rgb(0x1a1a1a), match: rgb(0xffb347), current: rgb(0xff7f2a), selection: rgb(0x2f6db3), cursor: rgb(0x22242a),
		heading: rgb(0x0b5c8a), link: rgb(0x0550ae), code: rgb(0x7a4a00), quote: rgb(0x4a4d55),
		inserted: rgb(0x116329), deleted: rgb(0xa40e26),
		speaker1: rgb(0x0550ae), speaker2: rgb(0x116329), speaker3: rgb(0x6639ba), speaker4: rgb(0xa40e26), speaker5: rgb(0x0a5f6b), speaker6: rgb(0x7a4a00),
	}
}

// night is light text on a bluish black.
func night() tokens {
	return tokens{
		text: rgb(0xd7dae0), background: rgb(0x16181d), muted: rgb(0x959ba6), accent: rgb(0x6cb6ff),
		wrong: rgb(0xff7b72), warning: rgb(0xe3b341), border: rgb(0x636a77),
		status: rgb(0x2d333b), statusText: rgb(0xd7dae0), selected: rgb(0x264f78), selectedText: rgb(0xffffff),
		failure: rgb(0x9e2a2b), failureText: rgb(0xffffff),
		highlight1: rgb(0x5c4d00), highlight2: rgb(0x1f5d33), highlight3: rgb(0x1d4f7a), highlight4: rgb(0x5e3a78), highlight5: rgb(0x7a2e33),
		markText: rgb(0xf5f5f5), match: rgb(0xe3b341), current: rgb(0xff9e3b), selection: rgb(0x8fb4f0), cursor: rgb(0xf5f7fa),
		heading: rgb(0x6cb6ff), link: rgb(0x79c0ff), code: rgb(0xe3b341), quote: rgb(0xb6bbc4),
		inserted: rgb(0x7ee787), deleted: rgb(0xff7b72),
		speaker1: rgb(0x7cb7ff), speaker2: rgb(0x7ee787), speaker3: rgb(0xd2a8ff), speaker4: rgb(0xffa198), speaker5: rgb(0x56d4dd), speaker6: rgb(0xe3b341),
	}
}

// contrastDark is white on black; text has at least 7:1.
func contrastDark() tokens {
	return tokens{
		text: rgb(0xffffff), background: rgb(0x000000), muted: rgb(0xd0d0d0), accent: rgb(0x7fd4ff),
		wrong: rgb(0xff9d94), warning: rgb(0xffd75f), border: rgb(0xffffff),
		status: rgb(0xffffff), statusText: rgb(0x000000), selected: rgb(0xffff00), selectedText: rgb(0x000000),
		failure: rgb(0x8b0000), failureText: rgb(0xffffff),
		highlight1: rgb(0xffe14d), highlight2: rgb(0x6ee07a), highlight3: rgb(0x5fd7ff), highlight4: rgb(0xff9de8), highlight5: rgb(0xffa15c),
		markText: rgb(0x000000), match: rgb(0xffffff), current: rgb(0xd7ff00), selection: rgb(0xc0c0ff), cursor: rgb(0xffffff),
		heading: rgb(0x7fd4ff), link: rgb(0x9ecbff), code: rgb(0xffd75f), quote: rgb(0xe0e0e0),
		inserted: rgb(0x8cff98), deleted: rgb(0xff9d94),
		speaker1: rgb(0x8fc7ff), speaker2: rgb(0x7dff8a), speaker3: rgb(0xe3b8ff), speaker4: rgb(0xffa8a0), speaker5: rgb(0x5ff2f2), speaker6: rgb(0xffd75f),
	}
}

// contrastLight is black on white; text has at least 7:1.
func contrastLight() tokens {
	return tokens{
		text: rgb(0x000000), background: rgb(0xffffff), muted: rgb(0x3d3d3d), accent: rgb(0x00418a),
		wrong: rgb(0x9c0006), warning: rgb(0x5c4200), border: rgb(0x000000),
		status: rgb(0x000000), statusText: rgb(0xffffff), selected: rgb(0x00307a), selectedText: rgb(0xffffff),
		failure: rgb(0x8b0000), failureText: rgb(0xffffff),
		highlight1: rgb(0xffe14d), highlight2: rgb(0x8ff09a), highlight3: rgb(0x8fe3ff), highlight4: rgb(0xffb3ec), highlight5: rgb(0xffbd8a),
		markText: rgb(0x000000), match: rgb(0x00307a), current: rgb(0x9c0006), selection: rgb(0x3d3d3d), cursor: rgb(0x000000),
		heading: rgb(0x00418a), link: rgb(0x00307a), code: rgb(0x5c4200), quote: rgb(0x262626),
		inserted: rgb(0x00501a), deleted: rgb(0x9c0006),
		speaker1: rgb(0x003ea8), speaker2: rgb(0x005a1f), speaker3: rgb(0x5a1f9e), speaker4: rgb(0x9c0006), speaker5: rgb(0x00565e), speaker6: rgb(0x5c4200),
	}
}

// The colours of Okabe and Ito, "Color Universal Design" (2008), which Wong
// took over in "Points of view: Color blindness" (Nature Methods 8, 2011).
const (
	okabeOrange     = 0xe69f00
	okabeSky        = 0x56b4e9
	okabeGreen      = 0x009e73
	okabeYellow     = 0xf0e442
	okabeBlue       = 0x0072b2
	okabeVermillion = 0xd55e00
	okabePurple     = 0xcc79a7
)

// safeDark and safeLight tell apart what they tell apart for eyes of every
// kind: marks and, on black, speakers are colours of Okabe and Ito as published.
func safeDark() tokens {
	return tokens{
		text: rgb(0xe8e8e8), background: rgb(0x101010), muted: rgb(0xa3a3a3), accent: rgb(okabeSky),
		wrong: rgb(0xe8702a), warning: rgb(okabeYellow), border: rgb(0x707070),
		status: rgb(0x303030), statusText: rgb(0xe8e8e8), selected: rgb(okabeBlue), selectedText: rgb(0xffffff),
		failure: rgb(0x8f3f00), failureText: rgb(0xffffff),
		highlight1: rgb(okabeYellow), highlight2: rgb(okabeGreen), highlight3: rgb(okabeSky), highlight4: rgb(okabePurple), highlight5: rgb(okabeOrange),
		markText: rgb(0x000000), match: rgb(0xffffff), current: rgb(okabeVermillion), selection: rgb(okabeBlue), cursor: rgb(0xf5f5f5),
		heading: rgb(okabeSky), link: rgb(okabeSky), code: rgb(okabeOrange), quote: rgb(0xc0c0c0),
		inserted: rgb(okabeSky), deleted: rgb(0xe8702a),
		speaker1: rgb(okabeSky), speaker2: rgb(okabeOrange), speaker3: rgb(okabeGreen), speaker4: rgb(okabeYellow), speaker5: rgb(okabePurple), speaker6: rgb(okabeVermillion),
	}
}

// On white only the blue of Okabe and Ito can be read; the others are darkened
// with their hue kept, each by as much as sets them apart most.
func safeLight() tokens {
	return tokens{
		text: rgb(0x1a1a1a), background: rgb(0xffffff), muted: rgb(0x5c5c5c), accent: rgb(0x005f94),
		wrong: rgb(0xa34700), warning: rgb(0x6b5d00), border: rgb(0x8a8a8a),
		status: rgb(0xe2e2e2), statusText: rgb(0x1a1a1a), selected: rgb(0x005f94), selectedText: rgb(0xffffff),
		failure: rgb(0x8f3f00), failureText: rgb(0xffffff),
		highlight1: rgb(okabeYellow), highlight2: rgb(okabeGreen), highlight3: rgb(okabeSky), highlight4: rgb(okabePurple), highlight5: rgb(okabeOrange),
		markText: rgb(0x000000), match: rgb(0x1a1a1a), current: rgb(okabeVermillion), selection: rgb(okabeBlue), cursor: rgb(0x1a1a1a),
		heading: rgb(0x005f94), link: rgb(0x005f94), code: rgb(0x7a5200), quote: rgb(0x404040),
		inserted: rgb(0x005f94), deleted: rgb(0xa34700),
		speaker1: rgb(okabeBlue), speaker2: rgb(0xb64f00), speaker3: rgb(0x005a40), speaker4: rgb(0x874e6e), speaker5: rgb(0x4f3400),
	}
}
