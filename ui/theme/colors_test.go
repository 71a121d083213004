package theme

import (
	"fmt"
	"image/color"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/lucasb-eyer/go-colorful"
)

// coloured returns the styles of every shipped theme with colours of its own.
func coloured() map[string]*Styles {
	out := map[string]*Styles{}
	for _, name := range Names() {
		for _, dark := range []bool{false, true} {
			if s := (Spec{Name: name, Dark: dark, Color: true}).Styles(); s.Background != nil {
				out[name+map[bool]string{true: " on dark", false: " on light"}[dark]] = s
			}
		}
	}
	return out
}

// pair is text on a ground.
type pair struct {
	name   string
	fg, bg color.Color
}

// pairs returns every pair of colours that the screens put together with s.
func pairs(s *Styles) []pair {
	out := []pair{
		{"text", s.Foreground, s.Background},
		{"heading", s.Heading, s.Background},
		{"link", s.Link, s.Background},
		{"code", s.Code, s.Background},
		{"quotation", s.Quote, s.Background},
	}
	for name, st := range map[string]lipgloss.Style{
		"plain": s.Text, "muted": s.Muted, "title": s.Title, "accent": s.Accent, "error": s.Error, "warning": s.Warning,
		"selected row": s.Selected, "selected row without focus": s.Dim, "focus": s.Focus, "status": s.Status,
		"failure": s.Failure, "wrong": s.Wrong, "unread": s.Unread, "star": s.Star, "tag": s.Tag, "hit": s.Hit,
		"dialog": s.Dialog, "frame": s.Frame, "tick": s.Tick, "spot": s.Spot, "draft": s.Draft, "insert": s.Insert, "delete": s.Delete,
	} {
		out = append(out, s.pair(name, st.GetForeground(), st.GetBackground()))
	}
	for name, st := range overText(s) {
		out = append(out, s.pair(name, st.Fg, st.Bg))
	}
	for i, st := range s.speakers {
		out = append(out, s.pair(fmt.Sprint("speaker ", i+1), st.Fg, st.Bg))
	}
	return out
}

// pair completes a style's colours with the terminal's own.
func (s *Styles) pair(name string, fg, bg color.Color) pair {
	if _, none := fg.(lipgloss.NoColor); none || fg == nil {
		fg = s.Foreground
	}
	if _, none := bg.(lipgloss.NoColor); none || bg == nil {
		bg = s.Background
	}
	return pair{name, fg, bg}
}

func overText(s *Styles) map[string]uv.Style {
	out := map[string]uv.Style{
		"topic": s.Topic, "cue": s.Cue, "selection": s.Selection, "match": s.Match, "current": s.Current, "cursor": s.Cursor,
	}
	for i, st := range s.highlights {
		out[fmt.Sprint("highlight ", i+1)] = st
	}
	return out
}

// TestContrast: what a theme with colours of its own puts together can be read:
// 4.5:1 and more (WCAG 2.1, 1.4.3), 7:1 in those of high contrast (1.4.6).
// Lines that only divide have 3:1 (1.4.11).
func TestContrast(t *testing.T) {
	for name, s := range coloured() {
		least := readable
		if len(name) > 8 && name[:8] == "contrast" {
			least = 7
		}
		for _, p := range pairs(s) {
			if got, known := contrast(p.fg, p.bg); !known || got < least {
				t.Errorf("%s: %s has %.2f:1 (%s on %s), want %.1f", name, p.name, got, hex(p.fg), hex(p.bg), least)
			}
		}
		for line, c := range map[string]color.Color{"border": s.Border.GetForeground(), "track": s.Track.GetForeground()} {
			if got, known := contrast(c, s.Background); !known || got < visible {
				t.Errorf("%s: %s has %.2f:1, want 3", name, line, got)
			}
		}
	}
}

// TestSigns: a mark's sign in the scrollbar is visible, and the five differ.
func TestSigns(t *testing.T) {
	eye := visions()[0]
	for name, s := range coloured() {
		for n := 1; n <= len(s.signs); n++ {
			if got, _ := contrast(s.Sign(n).Fg, s.Background); got < visible {
				t.Errorf("%s: the sign of colour %d has %.2f:1", name, n, got)
			}
			for m := 1; m < n; m++ {
				if d := eye.distance(s.Sign(n).Fg, s.Sign(m).Fg); d < apart {
					t.Errorf("%s: the signs of colours %d and %d are %.1f apart", name, m, n, d)
				}
			}
		}
	}
	if a, b := New(true, true).Sign(2).Fg, New(true, true).Highlight(2).Bg; a != b {
		t.Errorf("the sign in the terminal's palette is %v, want %v", a, b)
	}
}

// TestContrastOf256: on a terminal with 256 colours text can still be read.
func TestContrastOf256(t *testing.T) {
	for name, s := range coloured() {
		for _, p := range pairs(s) {
			fg, bg := colorprofile.ANSI256.Convert(p.fg), colorprofile.ANSI256.Convert(p.bg)
			if p.bg == s.Background { // set as it is
				bg = p.bg
			}
			if got, known := contrast(fg, bg); !known || got < readable {
				t.Errorf("%s: %s has %.2f:1 (%s as %v on %s as %v)", name, p.name, got, hex(p.fg), fg, hex(p.bg), bg)
			}
		}
	}
}

func hex(c color.Color) string {
	out, _ := colorful.MakeColor(c)
	return out.Hex()
}

// vision is a kind of eye: what it makes of linear light. The matrices are
// those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency" (IEEE TVCG 15, 2009), at full severity.
type vision struct {
	name string
	m    [3][3]float64
}

func visions() []vision {
	return []vision{
		{"common", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
		{"protan", [3][3]float64{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
		{"deutan", [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
		{"tritan", [3][3]float64{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
	}
}

func (v *vision) see(c color.Color) colorful.Color {
	in, _ := channels(c)
	var out [3]float64
	for i := range out {
		out[i] = min(max(v.m[i][0]*in[0]+v.m[i][1]*in[1]+v.m[i][2]*in[2], 0), 1)
	}
	return colorful.LinearRgb(out[0], out[1], out[2])
}

// distance is CIEDE2000.
func (v *vision) distance(a, b color.Color) float64 {
	return 100 * v.see(a).DistanceCIEDE2000(v.see(b))
}

// apart is the least CIEDE2000 distance of colours that mean different things.
// One unit is about what a trained eye just sees with the samples side by side;
// 10 is told apart at a glance, in cells that do not touch.
const apart = 10

// TestSafe: the colours of marks and of speakers in the colour-blind safe
// themes are distinguishable for every kind of eye.
func TestSafe(t *testing.T) {
	for _, name := range []string{"safe-dark", "safe-light"} {
		s := Spec{Name: name, Color: true}.Styles()
		var grounds, texts []pair
		for what, st := range overText(s) {
			if st.Bg != nil {
				grounds = append(grounds, pair{what, st.Fg, st.Bg})
			}
		}
		grounds = append(grounds, pair{"background", s.Foreground, s.Background})
		for i, st := range s.speakers {
			texts = append(texts, pair{fmt.Sprint("speaker ", i+1), st.Fg, s.Background})
		}
		texts = append(texts, pair{"text", s.Foreground, s.Background})
		for _, v := range visions() {
			for i := range grounds {
				for _, b := range grounds[:i] {
					if d := v.distance(grounds[i].bg, b.bg); d < apart && !marked(grounds[i].name, b.name) {
						t.Errorf("%s, %s: %s and %s are %.1f apart", name, v.name, grounds[i].name, b.name, d)
					}
				}
			}
			for i := range texts {
				for _, b := range texts[:i] {
					if d := v.distance(texts[i].fg, b.fg); d < apart {
						t.Errorf("%s, %s: %s and %s are %.1f apart", name, v.name, texts[i].name, b.name, d)
					}
				}
			}
		}
	}
}

// marked reports whether two grounds need no difference in colour: a search hit
// is underlined, the cursor is not, and is one cell wide.
func marked(a, b string) bool {
	return a == "match" && b == "cursor" || a == "cursor" && b == "match"
}

// TestDistinct: in every theme, with all colours and with 256, marks differ
// from each other and from the ground, and so do selection, cursor and hits.
func TestDistinct(t *testing.T) {
	eye := visions()[0]
	for name, s := range coloured() {
		grounds := []pair{{"background", s.Foreground, s.Background}}
		for what, st := range overText(s) {
			if st.Bg != nil {
				grounds = append(grounds, pair{what, st.Fg, st.Bg})
			}
		}
		for i := range grounds {
			for _, b := range grounds[:i] {
				x, y := grounds[i].bg, b.bg
				if d := eye.distance(x, y); d < apart && !marked(grounds[i].name, b.name) {
					t.Errorf("%s: %s and %s are %.1f apart", name, grounds[i].name, b.name, d)
				}
				x, y = colorprofile.ANSI256.Convert(x), colorprofile.ANSI256.Convert(y)
				if x == y && !marked(grounds[i].name, b.name) {
					t.Errorf("%s: %s and %s are one colour of 256", name, grounds[i].name, b.name)
				}
			}
		}
	}
}

// TestSixteen: a terminal with sixteen colours gets its own palette, in which
// the five marks differ, whatever the theme; one without colour gets none.
func TestSixteen(t *testing.T) {
	for _, name := range Names() {
		for _, dark := range []bool{false, true} {
			s := Spec{Name: name, Dark: dark, Color: true, Profile: colorprofile.ANSI}.Styles()
			seen := map[color.Color]bool{}
			for _, h := range s.highlights {
				c := colorprofile.ANSI.Convert(h.Bg)
				if seen[c] {
					t.Errorf("%s: two marks have the colour %v", name, c)
				}
				seen[c] = true
			}
			if s.Background != nil || s.Foreground != nil {
				t.Errorf("%s: a background is set with 16 colours", name)
			}
			for _, p := range []colorprofile.Profile{colorprofile.ASCII, colorprofile.NoTTY} {
				if s := (Spec{Name: name, Dark: dark, Color: true, Profile: p}).Styles(); s.Color || s.Background != nil || s.Highlight(1).Bg != nil {
					t.Errorf("%s: colour on a terminal without", name)
				}
			}
		}
	}
}
