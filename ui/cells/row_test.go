package cells

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func rows(s string, w int) []string {
	var out []string
	for s != "" {
		r := Row(s, w)
		if r == "" || !strings.HasPrefix(s, r) {
			return append(out, "!"+s)
		}
		out, s = append(out, r), strings.TrimLeft(s[len(r):], " ")
	}
	return out
}

func TestRow(t *testing.T) {
	for _, tt := range []struct {
		s    string
		w    int
		want string
	}{
		{"a plain title of words", 9, "a plain|title of|words"},
		{"外长，双方就和平", 4, "外|长，|双方|就和|平"},
		{"外长，双方就和平", 5, "外|长，|双方|就和|平"},
		{"外长（中国）会谈", 6, "外长|（中|国）会|谈"},
		{"会谈“同意”。", 6, "会谈|“同|意”。"},
		{"。。。。", 4, "。。|。。"},
		{"Foreign Minister（中国）", 17, "Foreign|Minister（中国）"},
		{"word, next", 5, "word,|next"},
		{"averylongword", 4, "aver|ylon|gwor|d"},
		{"", 4, ""},
	} {
		if got := strings.Join(rows(tt.s, tt.w), "|"); got != tt.want {
			t.Errorf("%q in %d: %s, want %s", tt.s, tt.w, got, tt.want)
		}
	}
}

// FuzzRow: a row is a beginning of the one that is broken at words alone, and
// never empty where that is not.
func FuzzRow(f *testing.F) {
	f.Add("外长，双方（就）和平 words, and more", 6)
	f.Fuzz(func(t *testing.T, s string, w int) {
		if len(s) > 2000 || w < 1 || w > 100 {
			return
		}
		words, _, _ := strings.Cut(ansi.Wrap(s, w, ""), "\n")
		if r := Row(s, w); !strings.HasPrefix(words, r) || r == "" && words != "" {
			t.Errorf("Row(%q, %d) = %q, at words %q", s, w, r, words)
		}
	})
}
