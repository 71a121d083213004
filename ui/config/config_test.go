package config

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/briefings"
	"readout/ui/theme"
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
		{"theme", "theme = \"blue\"\n", `c.toml:1: theme is "blue"; it may be auto, dark, light, paper, night, contrast`},
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
		{"theme misspelt", "theme = \"nihgt\"\n", `c.toml:1: theme is "nihgt"; it may be auto, dark, light, paper, night, contrast, contrast-dark, contrast-light, safe, safe-dark, safe-light; did you mean "night"?`},
		{"theme not given", "theme = \"mine\"\n[themes.mien]\nbase = \"night\"\n", `c.toml:1: theme is "mine"; it may be auto`},
		{"theme's name", "[themes.\"My theme\"]\n", `c.toml:1: the name "My theme" of a theme may hold`},
		{"theme's name with a dot", "mouse = true\n[themes.\"a.b\"]\ntext = \"red\"\n", `c.toml:2: the name "a.b" of a theme may hold`},
		{"theme shipped", "[themes.night]\ntext = \"red\"\n", `c.toml:1: "night" is a theme already; take another name, with base = "night"`},
		{"theme's base", "[themes.mine]\n\nbase = \"dusk\"\n", `c.toml:3: themes.mine.base is "dusk"; it may be auto, `},
		{"theme's colour", "[themes.mine]\ntext = \"#12345\"\n", `c.toml:2: themes.mine.text: colour is "#12345"; it may be "#rrggbb", a number`},
		{"theme's number", "[themes.mine]\nbase = \"night\"\ntext = 256\n", `c.toml:3: themes.mine.text: colour is "256"; it may be`},
		{"theme's type", "[themes.mine]\ntext = true\n", `c.toml:2: themes.mine.text is no colour; write "#rrggbb"`},
		{"theme's table", "[themes.mine.text]\nred = 1\n", `c.toml:1: themes.mine.text is no colour`},
		{"theme's token", "[themes.mine]\nhiglight1 = \"red\"\n", `c.toml:2: unknown colour "higlight1" of a theme; did you mean "highlight1"?`},
		{"theme's strange token", "[themes.mine]\nfoo_bar_x = \"red\"\n", `c.toml:2: unknown colour "foo_bar_x" of a theme; there are base, text, `},
		{"theme inline", "[themes]\nmine = { text = \"rot\" }\n", `c.toml:2: themes.mine.text: colour is "rot"`},
		{"zen measure", "zen_measure = 500\n", "c.toml:1: zen_measure is 500; it may be 20 to 400 cells"},
		{"list width", "\nlist_width = 3\n", "c.toml:2: list_width is 3; it may be 16 to 200 cells, or 0 for what fits"},
		{"margin width", "margin_width = -1\n", "c.toml:1: margin_width is -1; it may be 16 to 200 cells, or 0 for what fits"},
		{"ambiguous", "ambiguous = \"double\"\n", `c.toml:1: ambiguous is "double"; it may be narrow, wide`},
		{"links", "links = \"on\"\n", `c.toml:1: links is "on"; it may be auto, osc8, numbers, off`},
		{"plain", "plain = \"yes\"\n", "c.toml:1: "},
		{"colours", "colours = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]\n", "c.toml:1: colours has 6 names; there are 5 colours"},
		{"colours twice", "\ncolours = [\"Check\", \"\", \"check\"]\n", `c.toml:2: colours: "check" is given twice`},
		{"colours long", "colours = [\"positions of the delegation\"]\n", `c.toml:1: colours: the name "positions of the delegation" is longer than 20 cells`},
		{"colours wide", "colours = [\"立場立場立場立場立場立\"]\n", `c.toml:1: colours: the name "立場立場立場立場立場立" is longer than 20 cells`},
		{"colours with control characters", "colours = [\"a\\u0007b\"]\n", `c.toml:1: colours: the name "`},
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

// TestScreen: what is said of the screen is taken.
func TestScreen(t *testing.T) {
	c, err := Parse([]byte(`
theme = "mine"
plain = true
zen_measure = 66
ambiguous = "wide"
links = "numbers"
colours = ["position", "", "check"]
scrollbar = false
list_width = 40
margin_width = 30

[themes.mine]
base = "night"
highlight1 = "#5c4d00"
speaker1 = 33
accent = "bright-blue"

[themes.other]
`), "x")
	if err != nil {
		t.Fatal(err)
	}
	if !c.Plain || c.ZenMeasure != 66 || !c.Wide || c.Links != LinksNumbers || c.Scrollbar || c.ListWidth != 40 || c.MarginWidth != 30 ||
		c.Colours != [briefings.Colors]string{"position", "", "check"} {
		t.Errorf("config = %+v", c)
	}
	mine := c.Themes["mine"]
	if mine.Base != "night" || len(mine.Colors) != 3 || mine.Colors["speaker1"] != "33" || len(c.Themes) != 2 {
		t.Errorf("themes = %+v", c.Themes)
	}
	if names := c.ThemeNames(); names[len(names)-1] != "other" || !slices.Contains(names, "night") {
		t.Errorf("ThemeNames = %q", names)
	}
	again, err := Parse([]byte(c.String()), "shown")
	if err != nil || again.String() != c.String() || !reflect.DeepEqual(again.Themes, c.Themes) || again.Colours != c.Colours {
		t.Errorf("%s\nbecomes\n%s, %v", c, again, err)
	}
}

// TestKnown: every key that the file may hold is in the default one, and
// suggested when it is misspelt.
func TestKnown(t *testing.T) {
	written := Default()
	for field := range reflect.TypeFor[file]().Fields() {
		name := field.Tag.Get("toml")
		if !strings.Contains(written, "# "+name+" = ") && !strings.Contains(written, "["+name) {
			t.Errorf("%s is not in the default file", name)
		}
		if !slices.Contains(known(), name) {
			t.Errorf("%s is not suggested", name)
		}
	}
	for _, token := range theme.Tokens() {
		if !strings.Contains(written, " "+token) {
			t.Errorf("the colour %s is not in the default file", token)
		}
	}
}

// TestUncommented: the default file with every line in force is a
// configuration.
func TestUncommented(t *testing.T) {
	var b strings.Builder
	for line := range strings.SplitSeq(Default(), "\n") {
		rest, ok := strings.CutPrefix(line, "# ")
		if ok && (strings.HasPrefix(rest, "[") || strings.Contains(rest, " = ")) && !strings.Contains(rest, ". ") {
			b.WriteString(rest + "\n")
		}
	}
	c, err := Parse([]byte(b.String()), "x")
	if err != nil || c.Colours[0] != "position" || c.Themes["mine"].Base != "night" {
		t.Errorf("%v in\n%s", err, b.String())
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

// TestWrongKindsAreToldInWords: a value of another kind is told in the words of
// the file, not of the program.
func TestWrongKindsAreToldInWords(t *testing.T) {
	for data, want := range map[string]string{
		"mouse = \"yes\"\n":               "c:1: mouse may be true or false",
		"\nmeasure = \"wide\"\n":          "c:2: measure may be a number",
		"theme = 1\n":                     `c:1: theme may be words in quotation marks, as in "name"`,
		"[keys.list]\ndown = \"n\"\n":     `c:2: keys.list.down may be a list, as in ["one", "two"]`,
		"[keys.list]\ndown = [1]\n":       `c:2: keys.list.down may be a list, as in ["one", "two"]`,
		"export = 3\n":                    "c:1: export may be a table with keys of its own",
		"[export]\ndir = true\n":          `c:2: export.dir may be words in quotation marks, as in "name"`,
		"[[topics]]\nid = 7\n":            `c:2: topics.id may be words in quotation marks, as in "name"`,
		"[[topics]]\naliases = \"grain\"": `c:2: topics.aliases may be a list, as in ["one", "two"]`,
	} {
		if _, err := Parse([]byte(data), "c"); err == nil || err.Error() != want {
			t.Errorf("%q: %v\nwant %s", data, err, want)
		}
	}
	if _, err := Parse([]byte("theme = dark\n"), "c"); err == nil || !strings.HasPrefix(err.Error(), "c:1: ") || !strings.HasSuffix(err.Error(), `quotation marks: "dark"`) {
		t.Errorf("a bare word: %v", err)
	}
}
