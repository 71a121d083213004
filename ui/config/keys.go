package config

import (
	"fmt"
	"slices"
	"strings"

	"readout/ui/clean"
	"readout/ui/keys"
	"readout/ui/library"
	"readout/ui/reader"
)

// Screen is a part of the program with bindings of its own.
type Screen struct {
	Name    string // as the configuration writes it
	Title   string
	Actions []keys.Named
}

// The names of the parts with bindings of their own.
const (
	Global   = "global"
	Briefing = "briefing" // what acts on the briefing at hand
	List     = "list"
	Article  = "article"
)

// Screens returns the parts of the program with their default bindings, each
// time fresh ones.
func Screens() []Screen {
	global, briefing, list, article := keys.DefaultGlobal(), keys.DefaultBriefing(), library.DefaultKeys(), reader.DefaultKeys()
	return []Screen{
		{Global, "everywhere", keys.All(&global)},
		{Briefing, "the briefing at hand", keys.All(&briefing)},
		{List, List, keys.All(&list)},
		{Article, Article, keys.All(&article)},
	}
}

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
			return out, &problem{at[path], fmt.Sprintf("unknown screen %q of keys; there are global, briefing, list, article", clean.Line(screen))}
		}
		if len(parts) < 3 {
			continue
		}
		action = parts[2]
		if !slices.ContainsFunc(screens[i].Actions, func(n keys.Named) bool { return n.Name == action }) {
			return out, &problem{at[path], fmt.Sprintf("unknown action %q of keys.%s%s", clean.Line(action), screen, suggest(action, names(screens[i])))}
		}
		bound, p := checkNames(over[screen][action], at[path], screen == Global && action == "quit")
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
		if name == "ctrl+c" && !quits {
			return nil, &problem{line, "ctrl+c always quits and can mean nothing else"}
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out, nil
}

// clashes finds keys that two actions of one screen share since the
// configuration bound them. Actions that shared a key before, because they
// never act at the same time, may go on doing so.
func clashes(screens []Screen, over map[string]map[string][]string, at lines) *problem {
	for _, screen := range []string{List, Article} {
		var acting [][]keys.Named
		var owner []string
		for _, s := range screens {
			if s.Name == screen || s.Name == Global || s.Name == Briefing {
				acting = append(acting, s.Actions)
				owner = append(owner, s.Name)
			}
		}
		if p := clash(acting, owner, over, at); p != nil {
			return p
		}
	}
	return nil
}

func clash(acting [][]keys.Named, owner []string, over map[string]map[string][]string, at lines) *problem {
	type user struct {
		path string
		mine bool
		keys []string // by default
	}
	users := map[string][]user{}
	for i, actions := range acting {
		for _, n := range actions {
			bound, mine := over[owner[i]][n.Name]
			if !mine {
				bound = n.Binding.Keys()
			}
			u := user{"keys." + owner[i] + "." + n.Name, mine, n.Binding.Keys()}
			for _, k := range bound {
				users[n.Mode+" "+k] = append(users[n.Mode+" "+k], u)
			}
		}
	}
	ks := make([]string, 0, len(users))
	for k := range users {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	for _, k := range ks {
		for i, u := range users[k] {
			for _, v := range users[k][:i] {
				before := slices.ContainsFunc(u.keys, func(d string) bool { return slices.Contains(v.keys, d) })
				if (u.mine || v.mine) && !before {
					line := at[u.path]
					if !u.mine || (v.mine && at[v.path] > line) {
						line, u, v = at[v.path], v, u
					}
					return &problem{line, fmt.Sprintf("key %q is bound to %s and to %s", k[strings.IndexByte(k, ' ')+1:], strings.TrimPrefix(u.path, "keys."), strings.TrimPrefix(v.path, "keys."))}
				}
			}
		}
	}
	return nil
}

// suggest returns " (did you mean …?)" for the nearest of the known words.
func suggest(word string, known []string) string {
	best, at := 3, ""
	for _, k := range known {
		if d := distance(word, k); d < best {
			best, at = d, k
		}
	}
	if at == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", at)
}

// distance is the Levenshtein distance of two short words.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
