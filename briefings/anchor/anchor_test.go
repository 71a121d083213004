package anchor

import (
	"strings"
	"testing"

	"readout/briefings"
)

const meeting = `VARENNA, 4 March 2031. President Ilse Marandou received Foreign Minister Teodor Kasvin on the margins of the Harbour Forum.

The President said that Ostrava Bay is ready to reopen the rail line through the Lower Pass before the end of the year. She thanked the Minister for his efforts.

The Minister said that his government values the rail line and will send its engineers in April. He added that twelve percent of freight already takes the northern route.

They also exchanged views on energy, transport and other areas of mutual interest.`

// mark annotates the nth occurrence of words in text.
func mark(t *testing.T, text, words string, nth int) *briefings.Annotation {
	t.Helper()
	off := 0
	for ; nth > 0; nth-- {
		off += strings.Index(text[off:], words) + 1
	}
	i := strings.Index(text[off:], words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	at, q := Select(text, briefings.Span{Start: off + i, End: off + i + len(words)})
	return &briefings.Annotation{Revision: briefings.Hash(text), Position: &at, Quote: &q}
}

func TestSelect(t *testing.T) {
	text := "αβ  e\u0301 said: 👩‍👩‍👧 wave.\n\nEnd."
	tests := []struct {
		name       string
		start, end int
		exact      string
	}{
		{"trimmed", strings.Index(text, "  "), strings.Index(text, " wave"), "e\u0301 said: 👩‍👩‍👧"},
		{"inside a combining pair", strings.Index(text, "\u0301"), strings.Index(text, "\u0301") + 1, "e\u0301"},
		{"inside an emoji", strings.Index(text, "👩") + 5, strings.Index(text, "👩") + 6, "👩‍👩‍👧"},
		{"only space", 4, 6, ""},
		{"beyond the text", -5, 1000, text},
		{"reversed", 9, 3, ""},
		{"empty", 7, 7, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, q := Select(text, briefings.Span{Start: tt.start, End: tt.end})
			if q.Exact != tt.exact || text[s.Start:s.End] != tt.exact {
				t.Errorf("Select = %v %q; want %q", s, q.Exact, tt.exact)
			}
			if !strings.HasSuffix(text[:s.Start], q.Prefix) || !strings.HasPrefix(text[s.End:], q.Suffix) {
				t.Errorf("context %q … %q is not beside the passage", q.Prefix, q.Suffix)
			}
		})
	}
	_, q := Select(meeting, briefings.Span{Start: 200, End: 210})
	if n := len([]rune(q.Prefix)); n != briefings.ContextLength {
		t.Errorf("prefix has %d characters, want %d", n, briefings.ContextLength)
	}
}

func TestFind(t *testing.T) {
	text := "He said, “We’re ready – now”.\nThe «accord» is\n\nready. “We're ready”… Cafe\u0301? Caf\u00e9!"
	tests := []struct {
		quote string
		want  []string
	}{
		{`"We're ready - now"`, []string{"“We’re ready – now”"}},
		{"We're ready", []string{"We’re ready", "We're ready"}},
		{"  accord\tis ready ", nil},
		{`"accord" is ready`, []string{"«accord» is\n\nready"}},
		{"ready\"...", []string{"ready”…"}},
		{"Cafe\u0301!", []string{"Caf\u00e9!"}},
		{"", nil},
		{" \n ", nil},
		{"we're", nil},
		{"\u200b", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range Find(text, tt.quote) {
			got = append(got, text[s.Start:s.End])
		}
		if strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("Find(%q) = %q; want %q", tt.quote, got, tt.want)
		}
	}
}

func TestLocateSameRevision(t *testing.T) {
	a := mark(t, meeting, "rail line", 1)
	at, state := Locate(a, briefings.Hash(meeting), meeting)
	if state != briefings.Anchored || at == nil || *at != *a.Position {
		t.Errorf("Locate = %v %s; want %v anchored", at, state, *a.Position)
	}
	note := &briefings.Annotation{}
	if at, state := Locate(note, "x", meeting); at != nil || state != briefings.Anchored {
		t.Errorf("page note: %v %s", at, state)
	}
}
