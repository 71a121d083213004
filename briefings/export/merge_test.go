package export

import (
	"errors"
	"strings"
	"testing"
)

const generatedFile = "---\nid: a1\ntitle: \"New\"\ntags: [clippings]\ncitekey: k\n---\n\n## Highlights\n\n> new\n\n^h-1\n\n" + hint + "\n" + beginMine + "\n" + endMine + "\n"

func TestMerge(t *testing.T) {
	tests := []struct{ name, old, want string }{
		{"nothing to keep", " \n", generatedFile},
		{"itself", generatedFile, generatedFile},
		{
			"the block and what follows",
			"---\nid: a1\n---\nold body\n%% begin mine %%\nmy *own* words\r\n\n```\ncode\n%% end mine %%\ntail without line end",
			"---\nid: a1\ntitle: \"New\"\ntags: [clippings]\ncitekey: k\n---\n\n## Highlights\n\n> new\n\n^h-1\n\n" + hint + "\n%% begin mine %%\nmy *own* words\r\n\n```\ncode\n%% end mine %%\ntail without line end",
		},
		{
			"keys of the reader's, in his order",
			"---\n# mine\nrating:   5 # of 5\ntitle: Old\n\naliases:\n- one\n- two\n\n# about the id\nid: zz\nnested: {a: [1,\n  2]}\ntext: |\n  # not a comment\n\n  end\ntags:\n  - old\n  - list\nlast: 'x'\n---\nb\n%% begin mine %%\n%% end mine %%\n",
			"---\n# mine\nrating:   5 # of 5\ntitle: \"New\"\n\naliases:\n- one\n- two\n\n# about the id\nid: a1\nnested: {a: [1,\n  2]}\ntext: |\n  # not a comment\n\n  end\ntags: [clippings]\ncitekey: k\nlast: 'x'\n---\n\n## Highlights\n\n> new\n\n^h-1\n\n" + hint + "\n%% begin mine %%\n%% end mine %%\n",
		},
		{
			"line ends of Windows",
			"\ufeff---\r\nid: a1\r\nmine: yes\r\n---\r\nold\r\n%% begin mine %%\r\nkept\r\n%% end mine %%\r\n",
			"---\nid: a1\ntitle: \"New\"\ntags: [clippings]\ncitekey: k\nmine: yes\r\n---\n\n## Highlights\n\n> new\n\n^h-1\n\n" + hint + "\n%% begin mine %%\r\nkept\r\n%% end mine %%\r\n",
		},
		{"no front matter any more", "text\n%% begin mine %%\nx\n%% end mine %%\n", strings.Replace(generatedFile, beginMine+"\n", beginMine+"\nx\n", 1)},
		{"empty front matter", "---\n---\n%% begin mine %%\nx\n%% end mine %%\n", strings.Replace(generatedFile, beginMine+"\n", beginMine+"\nx\n", 1)},
		{"comments alone", "---\n# c\n---\n%% begin mine %%\n%% end mine %%\n", strings.Replace(generatedFile, "---\n\n##", "# c\n---\n\n##", 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Merge([]byte(tt.old), []byte(generatedFile))
			if err != nil || string(got) != tt.want {
				t.Fatalf("Merge = %v\n%q; want\n%q", err, got, tt.want)
			}
			again, err := Merge(got, []byte(generatedFile))
			if err != nil || string(again) != string(got) {
				t.Errorf("a second merge gives %v\n%q", err, again)
			}
		})
	}
}

func TestMergeRefuses(t *testing.T) {
	tests := []struct{ name, old string }{
		{"no markers", "---\nid: a\n---\nmy file\n"},
		{"no end", "x\n%% begin mine %%\ny\n"},
		{"no begin", "x\n%% end mine %%\ny\n"},
		{"end first", "%% end mine %%\n%% begin mine %%\n"},
		{"doubled", generatedFile + "%% begin mine %%\n%% end mine %%\n"},
		{"nested", "%% begin mine %%\n%% begin mine %%\n%% end mine %%\n%% end mine %%\n"},
		{"a second end", generatedFile + "%% end mine %%\n"},
		{"two begins", "%% begin mine %%\n%% begin mine %%\n"},
		{"not on its own line", "x %% begin mine %%\n%% end mine %%\n"},
		{"words behind it", "%% begin mine %% x\n%% end mine %%\n"},
		{"spelt otherwise", "%% Begin Mine %%\n%% end mine %%\n"},
		{"in a quote", "> %% begin mine %%\n%% end mine %%\n"},
		{"indented", "  %% begin mine %%\n%% end mine %%\n"},
		{"front matter without end", "---\nid: a\n%% begin mine %%\n%% end mine %%\n"},
		{"front matter that is not YAML", "---\n: [\n---\n%% begin mine %%\n%% end mine %%\n"},
		{"front matter in braces", "---\n{id: a, mine: b}\n---\n%% begin mine %%\n%% end mine %%\n"},
		{"front matter that is a list", "---\n- a\n---\n%% begin mine %%\n%% end mine %%\n"},
		{"a key twice", "---\nmine: a\nmine: b\n---\n%% begin mine %%\n%% end mine %%\n"},
		{"a marker in front matter", "---\nmine: '%% begin mine %%'\n---\n%% begin mine %%\n%% end mine %%\n"},
		{"bytes", "\x00\xff\xfe%%"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := Merge([]byte(tt.old), []byte(generatedFile)); !errors.Is(err, ErrMarkers) {
				t.Errorf("Merge = %q, %v; want ErrMarkers", got, err)
			}
		})
	}
}

// Whatever the reader writes, a merge refuses or keeps his part byte for byte.
func FuzzMerge(f *testing.F) {
	f.Add("mine: 1\n", "own words\n")
	f.Add("a: |\n  x\n\n# c\nb: [1,\n2]\n", "%% end mine %%\n")
	f.Add("? complex\n: v\nid: x\n", "")
	f.Add("\"quoted key\": v\ntags:\n- a\n", "\r\n")
	f.Add("a: &x 1\nb: *x\n", "x")
	f.Fuzz(func(t *testing.T, front, mine string) {
		tail := beginMine + "\n" + mine + "\n" + endMine + "\n"
		old := "---\n" + front + "\n---\nbody\n" + tail
		got, err := Merge([]byte(old), []byte(generatedFile))
		if err != nil {
			if !errors.Is(err, ErrMarkers) {
				t.Fatalf("%v is not ErrMarkers", err)
			}
			return
		}
		if !strings.HasSuffix(string(got), tail) {
			t.Fatalf("%q lost its own part:\n%q", old, got)
		}
		again, err := Merge(got, []byte(generatedFile))
		if err != nil || string(again) != string(got) {
			t.Fatalf("of %q:\n%q, a second merge (%v):\n%q", old, got, err, again)
		}
	})
}
