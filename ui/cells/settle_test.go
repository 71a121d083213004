package cells

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestSettle(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		w        int
	}{
		{"की और     ", "की और   ", 8},
		{"plain   ", "plain   ", 8},
		{"की  की  |", "की की |", 7},
		{"\x1b[7mकी    \x1b[m|", "\x1b[7mकी   \x1b[m|", 6},
		{"\x1b[1mकीकी\x1b[m", "\x1b[1mकी\x1b[m", 2},
		{"\x1b[1mकीकी\x1b[m|", "\x1b[1mकी \x1b[m", 3},
	} {
		if got := Settle(tt.in, tt.w, ansi.WcWidth); got != tt.want {
			t.Errorf("Settle(%q, %d) = %q; want %q", tt.in, tt.w, got, tt.want)
		}
		if got := Settle(tt.in, tt.w, ansi.GraphemeWidth); got != tt.in {
			t.Errorf("%q is changed for a terminal that counts as we do: %q", tt.in, got)
		}
	}
	for _, s := range []string{"नमस्ते दुनिया", "สวัสดี น้ำ", "👨\u200d👩\u200d👧 x", "ភាសាខ្មែរ  a  b"} {
		for w := range 30 {
			row := "\x1b[1m" + Fit(s, w) + "\x1b[m"
			if got := Settle(row, w, ansi.WcWidth); ansi.WcWidth.StringWidth(got) != w || !strings.Contains(got, "\x1b[m") {
				t.Errorf("Settle(%q, %d) = %q", row, w, got)
			}
		}
	}
}
