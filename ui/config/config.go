// Package config is what the reader may set: it reads the text of a
// configuration file (TOML), says exactly what is wrong with it, and writes
// the default one. It opens no file and knows no environment.
package config

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"readout/briefings"
	"readout/briefings/topics"
	"readout/ui/clean"
	"readout/ui/theme"
)

// Config is a whole configuration: every field has a value that can be used.
type Config struct {
	Library     string               // folder of the library, "" for the default
	Theme       string               // one of ThemeNames
	Themes      map[string]theme.Own // the user's own
	NoColor     bool                 // attributes only
	Plain       bool                 // the flat mode, always
	Mouse       bool
	Editor      string // command line, "" for the environment's
	Browser     string // command line, "" for the system's
	Measure     int    // greatest number of cells in a line of an article
	ZenMeasure  int    // the same in zen
	ListWidth   int    // cells of the list beside an article, 0 for what fits
	MarginWidth int    // cells of the margin, 0 for what fits
	Margin      bool   // the margin shows beside an article where there is room
	Scrollbar   bool
	Wide        bool // the terminal shows characters of ambiguous width in two cells
	Links       Links
	Colours     [briefings.Colors]string // names of the highlight colours, "" for none
	Sort        briefings.Order
	Keys        map[string]map[string][]string // screen -> action -> keys
	Topics      []topics.Extra
	Export      Export
}

// Export is the part about exporting.
type Export struct {
	Dir string // folder, "" to be asked
}

// Standard returns the configuration without a file.
func Standard() Config {
	return Config{
		Theme: theme.Auto, Measure: defaultMeasure, ZenMeasure: defaultZen, Margin: true, Scrollbar: true, Links: LinksAuto,
		Sort: briefings.Order{By: briefings.ByPublished},
		Keys: map[string]map[string][]string{}, Themes: map[string]theme.Own{},
	}
}

// file is the configuration as TOML has it.
type file struct {
	Library     string                         `toml:"library"`
	Theme       string                         `toml:"theme"`
	NoColor     bool                           `toml:"no_color"`
	Plain       bool                           `toml:"plain"`
	Mouse       bool                           `toml:"mouse"`
	Editor      string                         `toml:"editor"`
	Browser     string                         `toml:"browser"`
	Measure     int                            `toml:"measure"`
	ZenMeasure  int                            `toml:"zen_measure"`
	ListWidth   int                            `toml:"list_width"`
	MarginWidth int                            `toml:"margin_width"`
	Margin      bool                           `toml:"margin"`
	Scrollbar   bool                           `toml:"scrollbar"`
	Ambiguous   string                         `toml:"ambiguous"`
	Links       string                         `toml:"links"`
	Colours     []string                       `toml:"colours"`
	Sort        string                         `toml:"sort"`
	Export      exportTable                    `toml:"export"`
	Themes      map[string]map[string]any      `toml:"themes"`
	Keys        map[string]map[string][]string `toml:"keys"`
	Topics      []topicTable                   `toml:"topics"`
}

type exportTable struct {
	Dir string `toml:"dir"`
}

type topicTable struct {
	ID      string   `toml:"id"`
	Label   string   `toml:"label"`
	Parent  string   `toml:"parent"`
	Aliases []string `toml:"aliases"`
}

// Parse reads a configuration. An error is one line, "name:line: what is
// wrong and what may stand there".
func Parse(data []byte, name string) (Config, error) {
	std := Standard()
	f := file{
		Theme: std.Theme, Measure: std.Measure, ZenMeasure: std.ZenMeasure, Margin: std.Margin, Scrollbar: std.Scrollbar,
		Ambiguous: narrow, Links: string(std.Links), Sort: OrderName(std.Sort),
	}
	if err := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields().Decode(&f); err != nil {
		return Config{}, decodeError(err, name)
	}
	c, err := f.config(locate(data))
	if err != nil {
		return Config{}, err.at(name)
	}
	return c, nil
}

// problem is a mistake at a line (from 1, 0 when not known).
type problem struct {
	line int
	msg  string
}

func (p *problem) at(name string) error {
	if p.line == 0 {
		return fmt.Errorf("%s: %s", clean.Line(name), p.msg)
	}
	return fmt.Errorf("%s:%d: %s", clean.Line(name), p.line, p.msg)
}

// decodeError turns an error of the TOML library into one line.
func decodeError(err error, name string) error {
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok && len(strict.Errors) > 0 {
		e := &strict.Errors[0]
		row, _ := e.Position()
		key := clean.Line(strings.Join(e.Key(), "."))
		return (&problem{row, fmt.Sprintf("unknown key %q%s", key, Suggest(key, known()))}).at(name)
	}
	if bad, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, col := bad.Position()
		msg := fmt.Sprintf("%s (column %d)", clean.Line(strings.TrimPrefix(bad.Error(), "toml: ")), col)
		switch key := bad.Key(); {
		case strings.Contains(msg, "cannot decode TOML") && len(key) > 0:
			msg = fmt.Sprintf("%s may be %s", clean.Line(strings.Join(key, ".")), mayBe(reflect.TypeFor[file](), key))
		case strings.HasSuffix(bad.Error(), "at start of value"):
			msg += `; words stand in quotation marks: "dark"`
		}
		return (&problem{row, msg}).at(name)
	}
	return (&problem{0, clean.Line(err.Error())}).at(name)
}

// mayBe says in words what may stand at a key of a table that t holds.
func mayBe(t reflect.Type, key []string) string {
	for t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
		t = t.Elem()
	}
	if len(key) > 0 && t.Kind() == reflect.Map {
		return mayBe(t.Elem(), key[1:])
	}
	if len(key) > 0 && t.Kind() == reflect.Struct {
		for f := range t.Fields() {
			if f.Tag.Get("toml") == key[0] {
				return mayBe(f.Type, key[1:])
			}
		}
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a number"
	case reflect.String:
		return `words in quotation marks, as in "name"`
	case reflect.Slice:
		return `a list, as in ["one", "two"]`
	default:
		return "a table with keys of its own"
	}
}

// known lists the keys that may stand in the file, for suggestions.
func known() []string {
	return []string{
		"library", "theme", "no_color", "plain", "mouse", "editor", "browser", "measure", "zen_measure", "list_width", "margin_width",
		"margin", "scrollbar", "ambiguous", "links", "colours", "sort", "themes", "export", "export.dir", "keys", "topics", "topics.id", "topics.label", "topics.parent", "topics.aliases",
	}
}

// config checks f and makes a Config of it.
func (f *file) config(at lines) (Config, *problem) {
	c := Config{
		Library: f.Library, Theme: f.Theme, NoColor: f.NoColor, Plain: f.Plain, Mouse: f.Mouse, Editor: f.Editor, Browser: f.Browser,
		Measure: f.Measure, ZenMeasure: f.ZenMeasure, ListWidth: f.ListWidth, MarginWidth: f.MarginWidth, Margin: f.Margin,
		Scrollbar: f.Scrollbar, Wide: f.Ambiguous == wide, Links: Links(f.Links), Export: Export{Dir: f.Export.Dir},
	}
	if p := f.themes(&c, at); p != nil {
		return c, p
	}
	if p := f.values(&c, at); p != nil {
		return c, p
	}
	order, err := ParseOrder(f.Sort)
	if err != nil {
		return c, &problem{at["sort"], err.Error()}
	}
	c.Sort = order
	if p := f.topics(&c, at); p != nil {
		return c, p
	}
	keys, p := checkKeys(f.Keys, at)
	c.Keys = keys
	return c, p
}

// topics takes over the reader's topics; whether their parents exist is known
// to the analyser.
func (f *file) topics(c *Config, at lines) *problem {
	for i, t := range f.Topics {
		line := at[fmt.Sprintf("topics[%d]", i)]
		switch {
		case t.ID == "":
			return &problem{line, "a topic needs an id"}
		case t.ID != url.PathEscape(t.ID) || strings.ToLower(t.ID) != t.ID:
			return &problem{line, fmt.Sprintf("topic id %q may hold lower-case letters, digits and hyphens", clean.Line(t.ID))}
		case t.Label == "" && len(t.Aliases) == 0:
			return &problem{line, fmt.Sprintf("topic %q needs a label (a new topic) or aliases (of one that is known)", t.ID)}
		}
		for j := range i {
			if f.Topics[j].ID == t.ID {
				return &problem{line, fmt.Sprintf("topic %q is given twice", t.ID)}
			}
		}
		c.Topics = append(c.Topics, topics.Extra{ID: t.ID, Label: t.Label, Parent: t.Parent, Aliases: t.Aliases})
	}
	return nil
}

// Orders lists the fields by which briefings are sorted on the screen.
func Orders() []string {
	return []string{string(briefings.ByPublished), string(briefings.ByAdded), string(briefings.ByTitle), string(briefings.BySource)}
}

// ParseOrder reads an order as --sort writes it: a field, after a hyphen
// reversed.
func ParseOrder(s string) (briefings.Order, error) {
	by, reverse := strings.CutPrefix(strings.TrimSpace(s), "-")
	if !slices.Contains(Orders(), by) {
		return briefings.Order{}, fmt.Errorf("sort is %q; it may be %s, after a hyphen reversed", clean.Line(s), strings.Join(Orders(), ", "))
	}
	return briefings.Order{By: briefings.OrderBy(by), Reverse: reverse}, nil
}

// OrderName is the opposite of [ParseOrder].
func OrderName(o briefings.Order) string {
	if o.Reverse {
		return "-" + string(o.By)
	}
	return string(o.By)
}
