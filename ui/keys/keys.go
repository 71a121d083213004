// Package keys names the key bindings of the screens, so that the
// configuration can change them, help can list them and a test can walk them.
//
// A binding is a key ("j", "ctrl+d", "space") or up to four of them, one blank
// apart, that are typed one after the other ("g t", "ctrl+x ctrl+s"); a
// [Sequencer] puts those together. A key map is a struct whose fields are [key.Binding]; the name of a field in
// lower case with underscores (HalfDown: half_down) is the name of its action
// in the configuration. The package knows no screen.
package keys

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Named is an action of a key map.
type Named struct {
	Name    string
	Mode    string       // the nested map that it stands in, or ""
	Binding *key.Binding // points into the key map
}

// All returns the actions of m, a pointer to a key map, in the order of its
// fields. Those of a nested struct, a mode of the screen, follow with the
// mode's name before theirs (Selection.EndWord: selection_end_word). Fields of
// other types are left out.
func All(m any) []Named {
	return all(reflect.ValueOf(m).Elem(), "")
}

func all(v reflect.Value, mode string) []Named {
	var own, nested []Named
	for i := range v.NumField() {
		name := snake(v.Type().Field(i).Name)
		if b, ok := reflect.TypeAssert[*key.Binding](v.Field(i).Addr()); ok {
			if mode != "" {
				name = mode + "_" + name
			}
			own = append(own, Named{name, mode, b})
		} else if v.Field(i).Kind() == reflect.Struct && mode == "" {
			nested = append(nested, all(v.Field(i), name)...)
		}
	}
	return append(own, nested...)
}

// snake returns the name of a field as the configuration writes it.
func snake(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Override binds the actions named in over to other keys; an empty list takes
// the keys away. Help shows the new keys. Names that m does not have are left
// alone: the configuration has refused them already.
func Override(m []Named, over map[string][]string) {
	for _, n := range m {
		ks, ok := over[n.Name]
		if !ok {
			continue
		}
		if len(ks) == 0 {
			n.Binding.SetEnabled(false)
		}
		n.Binding.SetKeys(ks...)
		n.Binding.SetHelp(Show(ks), n.Binding.Help().Desc)
	}
}

// Name gives every action of a screen one more key that nobody can press and
// nothing shows: the name by which a command runs it ([Press]), bound or not.
func Name(screen string, m []Named) {
	for _, n := range m {
		n.Binding.SetKeys(append(slices.Clone(n.Binding.Keys()), named(screen, n.Name))...)
		n.Binding.SetEnabled(true)
	}
}

// Press returns the key press that an action of a screen is named by.
func Press(screen, action string) tea.KeyPressMsg {
	return tea.KeyPressMsg{Text: named(screen, action)}
}

func named(screen, action string) string { return nameMark + screen + "." + action }

// nameMark begins the names of actions among their keys; no key of a terminal
// does.
const nameMark = "\x00"

// Keys returns the keys of a binding that can be pressed.
func Keys(b key.Binding) []string {
	return slices.DeleteFunc(slices.Clone(b.Keys()), func(k string) bool { return strings.HasPrefix(k, nameMark) })
}

// NameOf returns the name by which a command runs the action of a binding
// ("article.next_statement"), or "".
func NameOf(b key.Binding) string {
	for _, k := range b.Keys() {
		if name, ok := strings.CutPrefix(k, nameMark); ok {
			return name
		}
	}
	return ""
}

// Show returns keys as help shows them: "j ↓", "g t / T".
func Show(ks []string) string {
	out, between := make([]string, 0, len(ks)), " "
	for _, k := range ks {
		switch {
		case strings.HasPrefix(k, nameMark):
			continue
		case k == " ":
			k = space
		case strings.Contains(k, " "):
			between = " / "
		}
		out = append(out, arrows.Replace(k))
	}
	return strings.Join(out, between)
}

var arrows = strings.NewReplacer("pgup", "pgup", "pgdown", "pgdown", "up", "↑", "down", "↓", "left", "←", "right", "→")

// First returns the first key of a binding as help shows it.
func First(b key.Binding) string {
	if ks := Keys(b); len(ks) > 0 {
		return Show(ks[:1])
	}
	if len(b.Keys()) > 0 {
		return ""
	}
	return b.Help().Key
}

const space = "space"

// special are the names of keys that are not a character.
var special = []string{
	"enter", "tab", "esc", space, "backspace", "delete", "insert", "up", "down", "left", "right",
	"home", "end", "pgup", "pgdown",
}

// Check reports what is wrong with a binding: one to [MaxSequence] keys, one
// blank apart. A key is a character, or the name of a special key, after any of
// "ctrl+", "alt+" and "shift+". It returns the binding with the names that the
// terminal reports ("space" stays "space").
func Check(binding string) (string, error) {
	if binding == " " {
		return space, nil
	}
	parts := strings.Split(binding, " ")
	if len(parts) > MaxSequence {
		return "", fmt.Errorf("key %q: more than %d keys in a row", binding, MaxSequence)
	}
	for i, part := range parts {
		if part == "" && len(parts) > 1 {
			return "", fmt.Errorf("key %q: the keys of a sequence stand one blank apart, and the blank key is called space", binding)
		}
		name, err := checkKey(part)
		if err != nil {
			return "", err
		}
		if name == "esc" && i > 0 {
			return "", fmt.Errorf("key %q: esc gives up a sequence and cannot be part of one", binding)
		}
		parts[i] = name
	}
	return strings.Join(parts, " "), nil
}

// checkKey reports what is wrong with the name of one key.
func checkKey(name string) (string, error) {
	rest := name
	var mods []string
	for {
		mod, after, ok := strings.Cut(rest, "+")
		if !ok || after == "" {
			break
		}
		if !slices.Contains([]string{"ctrl", "alt", "shift"}, mod) {
			return "", fmt.Errorf("key %q: %q is no modifier (ctrl, alt, shift)", name, mod)
		}
		mods = append(mods, mod)
		rest = after
	}
	if !plain(rest) {
		return "", fmt.Errorf("key %q: neither a character nor one of %s, f1 to f12", name, strings.Join(special, " "))
	}
	ordered := slices.DeleteFunc([]string{"ctrl", "alt", "shift"}, func(m string) bool { return !slices.Contains(mods, m) })
	return strings.Join(append(ordered, rest), "+"), nil
}

// Types reports whether the first key of a binding writes a character where
// text is being typed.
func Types(binding string) bool {
	first, _, _ := strings.Cut(binding, " ")
	if rest, ok := strings.CutPrefix(first, "shift+"); ok && rest != "" {
		first = rest
	}
	return first == space || utf8.RuneCountInString(first) == 1
}

// plain reports whether s is a key without modifiers.
func plain(s string) bool {
	if r, n := utf8.DecodeRuneInString(s); n == len(s) && unicode.IsPrint(r) && r != utf8.RuneError {
		return true
	}
	if slices.Contains(special, s) {
		return true
	}
	var n int
	if c, err := fmt.Sscanf(s, "f%d", &n); c == 1 && err == nil {
		return n >= 1 && n <= 12 && s == fmt.Sprintf("f%d", n)
	}
	return false
}

// Clash is a key that two actions share, or that begins a sequence of the
// other: the longer of the two.
type Clash struct{ Key, First, Second string }

// Clashes returns the keys that actions of the maps share, in the order of the
// maps' fields. Actions of different modes never act at the same time.
func Clashes(maps ...[]Named) []Clash {
	var out []Clash
	type user struct{ mode, key, name string }
	var seen []user
	for _, m := range maps {
		for _, n := range m {
			for _, k := range Keys(*n.Binding) {
				i := slices.IndexFunc(seen, func(u user) bool { return u.mode == n.Mode && u.name != n.Name && Prefixes(u.key, k) })
				if i >= 0 {
					out = append(out, Clash{longest(k, seen[i].key), seen[i].name, n.Name})
				}
				seen = append(seen, user{n.Mode, k, n.Name})
			}
		}
	}
	return out
}

func longest(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// Global are the bindings that hold on every screen.
type Global struct {
	Command, Palette, Help, Messages, Repaint, Suspend, Cancel, Reload, Quit key.Binding

	Undo, Redo, Notes, Ledger, Speakers, Topics               key.Binding
	ListNarrower, ListWider, MarginNarrower, MarginWider, Zen key.Binding
}

// DefaultGlobal returns the bindings of product and peers alike: a colon for
// commands, a question mark for help.
func DefaultGlobal() Global {
	return Global{
		Command:  Bind("command line", ":"),
		Palette:  Bind("find a command, briefing or tag", "ctrl+p"),
		Help:     Bind("help", "?", "f1"),
		Messages: Bind("earlier messages", "M"),
		Repaint:  Bind("repaint", "ctrl+l"),
		Suspend:  Bind("suspend", "ctrl+z"),
		Cancel:   Bind("stop the running task", "ctrl+g"),
		Reload:   Bind("reload", "R"),
		Quit:     Bind("quit", "ctrl+c"),

		Undo:           Bind("undo", "U"),
		Redo:           Bind("redo", "ctrl+r"),
		Notes:          Bind("all notes", `"`),
		Ledger:         Bind("who said what", ";"),
		Speakers:       Bind("speakers, or who speaks here", "@"),
		Topics:         Bind("topics, or what this is about", "W"),
		ListNarrower:   Bind("list narrower", "<"),
		ListWider:      Bind("list wider", ">"),
		MarginNarrower: Bind("margin narrower", "alt+<"),
		MarginWider:    Bind("margin wider", "alt+>"),
		Zen:            Bind("zen: the article alone", "z"),
	}
}

// Briefing are the bindings that act on the briefing at hand, on the list and
// on the article alike.
type Briefing struct {
	Tag, Untag, Star, Read, Edit, Remove, Browse, Export key.Binding
}

// DefaultBriefing returns the bindings for acting on a briefing.
func DefaultBriefing() Briefing {
	return Briefing{
		Tag:    Bind("tag", "t"),
		Untag:  Bind("untag", "T"),
		Star:   Bind("star", "*"),
		Read:   Bind("read or unread", "m"),
		Edit:   Bind("edit details", "e"),
		Remove: Bind("remove briefing", "D"),
		Browse: Bind("open in browser", "o"),
		Export: Bind("export", "x"),
	}
}

// Bind returns a binding of keys with its help.
func Bind(help string, ks ...string) key.Binding {
	return key.NewBinding(key.WithKeys(ks...), key.WithHelp(Show(ks), help))
}
