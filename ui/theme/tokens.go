package theme

import (
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// token is one colour of a theme.
type token int

// The tokens. What is written over a coloured ground (a mark, a hit, the
// selection) takes mark_text, text or background, as long
// as that can be read there; see [tokens.on].
const (
	text token = iota
	background
	muted
	accent
	wrong
	warning
	border
	status
	statusText
	selected
	selectedText
	failure
	failureText
	highlight1
	highlight2
	highlight3
	highlight4
	highlight5
	markText
	match
	current
	selection
	cursor
	topic
	cue
	heading
	link
	code
	quote
	inserted
	deleted
	speaker1
	speaker2
	speaker3
	speaker4
	speaker5
	speaker6
	speaker7
	speaker8
	tokenCount
)

// maxSpeakers is the number of tokens for speakers; a theme may leave the last
// ones out.
const maxSpeakers = int(tokenCount - speaker1)

// tokenNames are the tokens as the configuration writes them.
var tokenNames = [tokenCount]string{
	text: "text", background: "background", muted: "muted", accent: "accent", wrong: "error", warning: "warning",
	border: "border", status: "status", statusText: "status_text", selected: "selected", selectedText: "selected_text",
	failure: "failure", failureText: "failure_text",
	highlight1: "highlight1", highlight2: "highlight2", highlight3: "highlight3", highlight4: "highlight4",
	highlight5: "highlight5", markText: "mark_text", match: "match", current: "current", selection: "selection", cursor: "cursor",
	topic: "topic", cue: "cue", heading: "heading", link: "link", code: "code", quote: "quote",
	inserted: "insert", deleted: "delete",
	speaker1: "speaker1", speaker2: "speaker2", speaker3: "speaker3", speaker4: "speaker4", speaker5: "speaker5",
	speaker6: "speaker6", speaker7: "speaker7", speaker8: "speaker8",
}

// Tokens lists the colours that a theme of the user's may set.
func Tokens() []string { return slices.Clone(tokenNames[:]) }

// tokens are the colours of a theme; nil: none, the terminal's own or an
// attribute instead.
type tokens [tokenCount]color.Color

// ansiNames are the sixteen colours of the terminal.
var ansiNames = [...]string{
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
	"bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
}

// errColor says what a colour may be.
var errColor = errors.New(`it may be "#rrggbb", a number from 0 to 255, one of the terminal's colours ("red", "bright-blue"), or "none"`)

// ParseColor reads a colour as the configuration writes it: "#rrggbb", "#rgb",
// a number from 0 to 255, the name of one of the terminal's sixteen colours,
// after "bright-" the lighter one, or "none", which is nil.
func ParseColor(s string) (color.Color, error) {
	name := strings.ToLower(strings.TrimSpace(s))
	if name == "none" {
		return nil, nil
	}
	if name == "gray" || name == "grey" {
		name = "bright-black"
	}
	if i := slices.Index(ansiNames[:], name); i >= 0 {
		return ansi.BasicColor(i), nil
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		n, err := strconv.ParseUint(digits, 16, 32)
		if err != nil || len(digits) != 6 {
			return nil, fmt.Errorf("colour is %q; %w", s, errColor)
		}
		return rgb(uint32(n)), nil
	}
	n, err := strconv.ParseUint(name, 10, 8)
	switch {
	case err != nil:
		return nil, fmt.Errorf("colour is %q; %w", s, errColor)
	case n < uint64(len(ansiNames)):
		return ansi.BasicColor(n), nil
	}
	return ansi.IndexedColor(n), nil
}

// rgb returns the colour 0xrrggbb.
func rgb(n uint32) color.Color {
	return color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 0xff}
}
