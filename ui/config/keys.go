package config

import (
	"fmt"
	"slices"
	"strings"

	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/ledger"
	"readout/ui/library"
	"readout/ui/notes"
	"readout/ui/reader"
)

// Screen is a part of the program with bindings of its own.
type Screen struct {
	Name    string // as the configuration writes it
	Title   string
	Actions []keys.Named
	With    []string // the parts whose bindings act at the same time; none: it acts with others only
}

// The names of the parts with bindings of their own.
const (
	Global   = "global"
	Briefing = "briefing" // what acts on the briefing at hand
	List     = "list"
	Article  = "article"
	Notes    = "notes"  // all notes
	Ledger   = "ledger" // who said what
)

// Screens returns the parts of the program with their default bindings, each
// time fresh ones.
func Screens() []Screen {
	global, briefing, list, article := keys.DefaultGlobal(), keys.DefaultBriefing(), library.DefaultKeys(), reader.DefaultKeys()
	noted, said := notes.DefaultKeys(), ledger.DefaultKeys()
	return []Screen{
		{Name: Global, Title: "everywhere", Actions: keys.All(&global)},
		{Name: Briefing, Title: "the briefing at hand", Actions: keys.All(&briefing)},
		{Name: List, Title: List, Actions: keys.All(&list), With: []string{Global, Briefing}},
		{Name: Article, Title: Article, Actions: keys.All(&article), With: []string{Global, Briefing}},
		{Name: Notes, Title: "all notes", Actions: keys.All(&noted), With: []string{Global}},
		{Name: Ledger, Title: "who said what", Actions: keys.All(&said), With: []string{Global}},
	}
}

// typing are the modes of screens in which characters are text.
func typing() []string { return []string{"editor", "find"} }

// checkKeys checks screens, actions and names of keys, and that no key has two
// meanings on one screen that it did not have by default.
func checkKeys(over map[string]map[string][]string, at lines) (map[string]map[string][]string, *problem) {
	out := map[string]map[string][]string{}
	screens := Screens()
	for _, path := range at.order("keys.") {
		parts := strings.Split(path, ".")
		screen, action := parts[1], ""
		i := slices.IndexFunc(screens, func(s Screen) bool { return s.Name == screen })
		if i < 0 {
			return out, &problem{at[path], fmt.Sprintf("unknown screen %q of keys; there are %s", clean.Line(screen), strings.Join(screenNames(screens), ", "))}
		}
		if len(parts) < 3 {
			continue
		}
		action = parts[2]
		j := slices.IndexFunc(screens[i].Actions, func(n keys.Named) bool { return n.Name == action })
		if j < 0 {
			return out, &problem{at[path], fmt.Sprintf("unknown action %q of keys.%s%s", clean.Line(action), screen, Suggest(action, names(screens[i])))}
		}
		bound, p := checkNames(over[screen][action], at[path], screen == Global && action == "quit")
		if p == nil && slices.Contains(typing(), screens[i].Actions[j].Mode) {
			p = checkTyping(bound, screen+"."+action, at[path])
		}
		if p != nil {
			return out, p
		}
		if out[screen] == nil {
			out[screen] = map[string][]string{}
		}
		out[screen][action] = bound
	}
	return out, clashes(screens, out, at)
}

// checkTyping refuses keys that could not be typed any more.
func checkTyping(bound []string, action string, line int) *problem {
	for _, k := range bound {
		if keys.Types(k) {
			return &problem{line, fmt.Sprintf("key %q of %s begins with a character that is typed there; take one with ctrl+ or alt+", clean.Line(k), action)}
		}
	}
	return nil
}

func screenNames(screens []Screen) []string {
	out := make([]string, len(screens))
	for i, s := range screens {
		out[i] = s.Name
	}
	return out
}

func names(s Screen) []string {
	out := make([]string, len(s.Actions))
	for i, n := range s.Actions {
		out[i] = n.Name
	}
	return out
}

func checkNames(ks []string, line int, quits bool) ([]string, *problem) {
	out := make([]string, 0, len(ks))
	for _, k := range ks {
		name, err := keys.Check(k)
		if err != nil {
			return nil, &problem{line, clean.Line(err.Error())}
		}
		if slices.Contains(strings.Split(name, " "), "ctrl+c") && (!quits || name != "ctrl+c") {
			return nil, &problem{line, "ctrl+c always quits and can mean nothing else"}
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out, nil
}

// clashes finds keys that two actions of one screen share since the
// configuration bound them, and those that begin a sequence of another action.
// Actions that shared a key before, because they never act at the same time,
// may go on doing so.
func clashes(screens []Screen, over map[string]map[string][]string, at lines) *problem {
	if len(over) == 0 {
		return nil
	}
	for _, screen := range screens {
		if len(screen.With) == 0 {
			continue
		}
		var users []user
		for _, s := range screens {
			if s.Name == screen.Name || slices.Contains(screen.With, s.Name) {
				users = append(users, usersOf(s, over[s.Name])...)
			}
		}
		if p := clash(users, at); p != nil {
			return p
		}
	}
	return nil
}

// user is an action with one of its bindings.
type user struct {
	action   string // list.down
	mode     string
	key      string
	mine     bool // the configuration bound it
	standard []string
}

func usersOf(s Screen, over map[string][]string) []user {
	var out []user
	for _, n := range s.Actions {
		bound, mine := over[n.Name]
		if !mine {
			bound = n.Binding.Keys()
		}
		for _, k := range bound {
			out = append(out, user{s.Name + "." + n.Name, n.Mode, k, mine, n.Binding.Keys()})
		}
	}
	return out
}

// clash returns the first two users that cannot act both.
func clash(users []user, at lines) *problem {
	for i := range users {
		for j := range users[:i] {
			u, v := &users[i], &users[j]
			if !u.mine && !v.mine || u.mode != v.mode || u.action == v.action || !keys.Prefixes(u.key, v.key) || u.shared(v) {
				continue
			}
			line := at["keys."+u.action]
			if !u.mine || v.mine && at["keys."+v.action] > line {
				line, u, v = at["keys."+v.action], v, u
			}
			msg := fmt.Sprintf("key %q is bound to %s and to %s", clean.Line(u.key), u.action, v.action)
			if u.key != v.key {
				msg = fmt.Sprintf("keys %q of %s and %q of %s: one begins the other, so only one of them could act",
					clean.Line(u.key), u.action, clean.Line(v.key), v.action)
			}
			return &problem{line, msg}
		}
	}
	return nil
}

// shared reports whether both have a key in common by default.
func (u *user) shared(v *user) bool {
	return slices.ContainsFunc(u.standard, func(k string) bool { return slices.Contains(v.standard, k) })
}
