package ui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/cells"
	"readout/ui/clean"
)

// memo is what the program remembers of its screen from one run to the next.
// It belongs to the library.
type memo struct {
	List   int    `json:"list,omitempty"`   // cells of the list beside the article, 0: automatic
	Margin int    `json:"margin,omitempty"` // cells of the margin, 0: automatic
	Zen    bool   `json:"-"`                // articles are shown alone; one begins with everything around them
	Shown  string `json:"shown,omitempty"`  // id of the briefing that was open last
}

// Keys of what the library keeps for the screens.
const (
	stateScreen  = "screen"
	stateHistory = "history"
	stateColours = "colours"
)

// recalled carries what was remembered to the program.
type recalled struct {
	memo    memo
	history []string
	colours []string
	err     error
}

// recall reads what was remembered. What cannot be read is as if it were not
// there: nothing of it is the reader's work.
func (a *App) recall() tea.Cmd {
	lib, ctx := a.lib, a.ctx
	return func() tea.Msg {
		var r recalled
		for key, to := range map[string]any{stateScreen: &r.memo, stateHistory: &r.history, stateColours: &r.colours} {
			data, err := lib.State(ctx, key)
			if err != nil {
				r.err = err
				return r
			}
			if len(data) > 0 && json.Unmarshal(data, to) != nil {
				continue
			}
		}
		return r
	}
}

func (a *App) recalled(r recalled) tea.Cmd {
	if r.err != nil { // reading the list will say the same
		return nil
	}
	if len(a.history) == 0 {
		a.history = r.history
	}
	if r.memo.List == 0 {
		r.memo.List = a.o.Config.ListWidth
	}
	if r.memo.Margin == 0 {
		r.memo.Margin = a.o.Config.MarginWidth
	}
	a.memo = r.memo
	if a.o.Query == "" && r.memo.Shown != "" && !a.reading {
		a.await = r.memo.Shown
	}
	a.reader.SetMarginWidth(a.memo.Margin)
	a.nameColours(r.colours)
	return a.layout()
}

// rememberPause gathers changes of the screen into one write.
const rememberPause = 700 * time.Millisecond

type memoDue struct{ era int }

// remember keeps the memo, after a pause.
func (a *App) remember() tea.Cmd {
	a.memoEra++
	return a.after(rememberPause, memoDue{a.memoEra})
}

func (a *App) memoDue(d memoDue) tea.Cmd {
	if d.era != a.memoEra {
		return nil
	}
	return a.keep(stateScreen, a.memo)
}

// keep writes a small fact of the screen.
func (a *App) keep(key string, value any) tea.Cmd {
	lib, ctx := a.lib, context.WithoutCancel(a.ctx)
	data, err := json.Marshal(value)
	if err != nil {
		return a.fail(fmt.Errorf("remember the %s: %w", key, err))
	}
	return func() tea.Msg {
		if err := lib.SetState(ctx, key, data); err != nil && !errors.Is(err, briefings.ErrNotFound) {
			return done{err: fmt.Errorf("remember the %s: %w", key, err)}
		}
		return nil
	}
}

// nameColours gives the highlight colours their names: those given in the
// reader, else those of the configuration.
func (a *App) nameColours(given []string) {
	a.colours = a.o.Config.Colours
	for i, name := range given[:min(len(given), len(a.colours))] {
		if name != "" {
			a.colours[i] = name
		}
	}
	a.given = slices.Clone(given)
	a.reader.SetColours(a.colours)
	a.notes.SetColours(a.colours)
}

// colourNames tells the names of the highlight colours.
func (a *App) colourNames() string {
	var out []string
	for i, name := range a.colours {
		if name != "" {
			out = append(out, fmt.Sprintf("%d %s", i+1, name))
		}
	}
	if len(out) == 0 {
		return "no colour has a name; :colour 1 position names the first of five"
	}
	return "colours: " + strings.Join(out, ", ")
}

// longestName is the width of a colour's name in cells.
const longestName = 20

// colourCommand gives a highlight colour a name: "2 concession"; without a
// name it takes the configuration's again.
func (a *App) colourCommand(args string) tea.Cmd {
	if args == "" {
		return a.say(a.colourNames())
	}
	number, name, _ := strings.Cut(args, " ")
	name = strings.TrimSpace(clean.Line(name))
	n := strings.Index("12345", number)
	if len(number) != 1 || n < 0 {
		return a.fail(fmt.Errorf("colour is %q; :colour 1 position names the first of five", args))
	}
	if cells.Width(name) > longestName {
		return a.fail(fmt.Errorf("the name %q is longer than %d cells", name, longestName))
	}
	if i := slices.Index(a.colours[:], name); name != "" && i >= 0 && i != n {
		return a.fail(fmt.Errorf("colour %d is called %s already", i+1, name))
	}
	given := slices.Clone(a.given)
	for len(given) < len(a.colours) {
		given = append(given, "")
	}
	given[n] = name
	a.nameColours(given)
	say := fmt.Sprintf("colour %d is called %s", n+1, a.colours[n])
	if a.colours[n] == "" {
		say = fmt.Sprintf("colour %d has no name", n+1)
	}
	return tea.Batch(a.say(say), a.keep(stateColours, given))
}
