package config

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
)

func TestParse(t *testing.T) {
	c, err := Parse([]byte(`
theme = "light"
mouse = true
measure = 66
sort = "-title"
editor = "nvim -f"

[export]
dir = "~/notes"

[keys.list]
down = ["n", "ctrl+n"]
quit = []

[keys.article]
selection_end_word = ["E"]

[[topics]]
id = "sel-bridge"
label = "Sel bridge"
aliases = ["bridge over the Sel"]
`), "config.toml")
	if err != nil {
		t.Fatal(err)
	}
	if c.Theme != "light" || !c.Mouse || c.Measure != 66 || c.Editor != "nvim -f" || c.Export.Dir != "~/notes" || !c.Margin {
		t.Errorf("config = %+v", c)
	}
	if c.Sort != (briefings.Order{By: briefings.ByTitle, Reverse: true}) {
		t.Errorf("sort = %+v", c.Sort)
	}
	if got := c.Keys["list"]["down"]; len(got) != 2 || got[1] != "ctrl+n" {
		t.Errorf("keys = %v", c.Keys)
	}
	if q, ok := c.Keys["list"]["quit"]; !ok || len(q) != 0 {
		t.Errorf("keys without a key = %v, %v", q, ok)
	}
	if len(c.Topics) != 1 || c.Topics[0].Aliases[0] != "bridge over the Sel" {
		t.Errorf("topics = %+v", c.Topics)
	}
}

// TestSequences: bindings of several keys are taken, also one whose first key
// another action has given up, and one that begins as a mode's key does.
func TestSequences(t *testing.T) {
	c, err := Parse([]byte(`
[keys.list]
top = ["g g", "home"]
quit = ["g q", "q"]

[keys.article]
top = ["g g"]
margin = ["e m", "ctrl+x space"]
editor_save = ["ctrl+x ctrl+s"]
[keys.briefing]
edit = ["alt+e"]
`), "c.toml")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Keys["article"]["margin"]; !slices.Equal(got, []string{"e m", "ctrl+x space"}) {
		t.Errorf("margin = %q", got)
	}
}

func TestEmptyIsStandard(t *testing.T) {
	for _, data := range []string{"", "# nothing\n", Default()} {
		c, err := Parse([]byte(data), "x")
		if err != nil || !reflect.DeepEqual(c, Standard()) {
			t.Errorf("Parse = %+v, %v", c, err)
		}
	}
}

// TestMistakes: each is one line that names the file, the line and the remedy.
func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"syntax", "theme = \"dark\"\nmouse = yes\n", "c.toml:2: "},
		{"unknown key", "\nthem = \"dark\"\n", `c.toml:2: unknown key "them"; did you mean "theme"?`},
		{"unknown nested", "[export]\nfolder = 1\n", `c.toml:2: unknown key "export.folder"`},
		{"wrong type", "mouse = 3\n", "c.toml:1: "},
		{"theme", "theme = \"blue\"\n", `c.toml:1: theme is "blue"; it may be auto, dark, light`},
		{"measure", "# x\nmeasure = 5\n", "c.toml:2: measure is 5; it may be 20 to 400 cells"},
		{"sort", "sort = \"size\"\n", `c.toml:1: sort is "size"; it may be published`},
		{"blank editor", "editor = \" \"\n", "c.toml:1: editor is blank"},
		{"screen", "[keys.lists]\ndown = [\"n\"]\n", `c.toml:1: unknown screen "lists" of keys`},
		{"action", "[keys.list]\n\ndwn = [\"n\"]\n", `c.toml:3: unknown action "dwn" of keys.list; did you mean "down"?`},
		{"key", "[keys.list]\ndown = [\"ctl+n\"]\n", `c.toml:2: key "ctl+n": "ctl" is no modifier`},
		{"ctrl+c", "[keys.list]\ndown = [\"ctrl+c\"]\n", "c.toml:2: ctrl+c always quits"},
		{"clash with a default", "[keys.list]\ndown = [\"k\"]\n", `c.toml:2: key "k" is bound to`},
		{"clash with everywhere", "[keys.article]\nnote = [\"?\"]\n", `c.toml:2: key "?" is bound to`},
		{"clash of two", "[keys.list]\nsort = [\"F\"]\nselect = [\"F\"]\n", `c.toml:3: key "F" is bound to list.select and to list.sort`},
		{"sequence begins with a default", "[keys.list]\nopen = [\"enter\"]\nquit = [\"g q\"]\n", `c.toml:3: keys "g q" of list.quit and "g" of list.top: one begins the other`},
		{"key that begins a sequence", "[keys.article]\nnote = [\"w x\"]\nnext_word = [\"w\"]\n", `c.toml:3: keys "w" of article.next_word and "w x" of article.note: one`},
		{"same sequence", "[keys.list]\nsort = [\", s\"]\nselect = [\", s\"]\n", `c.toml:3: key ", s" is bound to list.select and to list.sort`},
		{"sequence with a global key", "[keys.article]\nnote = [\"? ?\"]\n", `c.toml:2: keys "? ?" of article.note and "?" of global.help`},
		{"long sequence", "[keys.list]\ndown = [\"a b c d e\"]\n", `c.toml:2: key "a b c d e": more than 4 keys in a row`},
		{"blanks", "[keys.list]\ndown = [\"g  t\"]\n", `c.toml:2: key "g  t": the keys of a sequence stand one blank apart`},
		{"esc in a sequence", "[keys.list]\ndown = [\"g esc\"]\n", `c.toml:2: key "g esc": esc gives up`},
		{"ctrl+c in a sequence", "[keys.global]\nquit = [\"ctrl+x ctrl+c\"]\n", "c.toml:2: ctrl+c always quits"},
		{"typed", "[keys.article]\neditor_save = [\"Z Z\"]\n", `c.toml:2: key "Z Z" of article.editor_save begins with a character that is typed there`},
		{"inline", "keys = { list = { down = [\"k\"] } }\n", `c.toml:1: key "k" is bound to`},
		{"topic without id", "[[topics]]\nlabel = \"x\"\n", "c.toml:1: a topic needs an id"},
		{"topic id", "[[topics]]\nid = \"a\"\nlabel = \"A\"\n\n[[topics]]\nid = \"Black Sea\"\nlabel = \"x\"\n", `c.toml:5: topic id "Black Sea"`},
		{"topic twice", "[[topics]]\nid = \"a\"\nlabel = \"A\"\n[[topics]]\nid = \"a\"\nlabel = \"A\"\n", `c.toml:4: topic "a" is given twice`},
		{"topic of nothing", "[[topics]]\nid = \"a\"\n", `c.toml:1: topic "a" needs a label`},
		{"hostile", "theme = \"\\u001b[2J\"\n", "c.toml:1: theme is "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse([]byte(tt.data), "c.toml")
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("Parse = %v, want %q", err, tt.want)
			}
		})
	}
}

// TestSwap: two actions may exchange their keys.
func TestSwap(t *testing.T) {
	if _, err := Parse([]byte("[keys.list]\ndown = [\"k\", \"down\"]\nup = [\"j\", \"up\"]\n"), "x"); err != nil {
		t.Error(err)
	}
}

// TestString: what `config show` prints is the same configuration again.
func TestString(t *testing.T) {
	for _, data := range []string{"", "library = \"~/x \\\\ \\\"y\\\" \\u0007é\"\n[keys.list]\nquit = []\n[[topics]]\nid = \"a\"\nlabel = \"A “b”\"\n"} {
		c, err := Parse([]byte(data), "x")
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse([]byte(c.String()), "shown")
		if err != nil {
			t.Fatal(err)
		}
		if again.String() != c.String() || again.Library != c.Library || len(again.Topics) != len(c.Topics) {
			t.Errorf("%s\nbecomes\n%s", c, again)
		}
	}
}

func TestOrders(t *testing.T) {
	for _, o := range Orders() {
		for _, s := range []string{o, "-" + o} {
			if got, err := ParseOrder(s); err != nil || OrderName(got) != s {
				t.Errorf("ParseOrder(%q) = %v, %v", s, got, err)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("[keys.list]\ndown = [\"k\"]\n[[topics]]\nid=\"a\"\n"))
	f.Add([]byte("keys.list.down = 1\nkeys = {}"))
	f.Add([]byte(Default()))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse(data, "x")
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("%q", err)
			}
			return
		}
		if _, err := Parse([]byte(c.String()), "x"); err != nil {
			t.Errorf("%v in\n%s", err, c)
		}
	})
}
