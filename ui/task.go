package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/ui/clean"
	"readout/ui/keys"
)

// task is long work that runs: an import or an export, of which there is one at
// a time, or the renewal of old analyses behind everything else. It reports
// through a channel that is read by a command; reports that nobody has read yet
// are dropped, the newest counts.
type task struct {
	era    int    // from 1 on; of the renewal renewalEra
	name   string // "exporting"
	cancel context.CancelFunc
	done   int
	total  int
	line   string // newest line of the report
	lines  []string
}

// renewalEra is the era of the renewal of old analyses.
const renewalEra = -1

// progress is a report of the task.
type progress struct {
	era         int
	done, total int
	line        string
	from        <-chan tea.Msg
}

// finished is the end of the task.
type finished struct {
	era     int
	summary string
	err     error
}

// maxLines bounds the lines of a report that are kept for the messages.
const maxLines = 1000

func (t *task) running() bool { return t.cancel != nil }

func (t *task) stop() {
	if t.cancel != nil {
		t.cancel()
	}
}

// stop ends all long work.
func (a *App) stop() {
	a.task.stop()
	a.renewal.stop()
}

// start runs work outside the event loop. The work ends early when ctx does.
func (a *App) start(name string, work func(ctx context.Context, report func(done, total int, line string)) (string, error)) tea.Cmd {
	if a.task.running() {
		return a.say(fmt.Sprintf("still %s; %s stops that", a.task.name, keys.First(a.global.Cancel)))
	}
	ctx, cancel := context.WithCancel(a.ctx)
	a.task = task{era: a.task.era + 1, name: name, cancel: cancel}
	return follow(ctx, &a.task, work)
}

// follow returns the command that runs the work of t and hands its reports on.
func follow(ctx context.Context, t *task, work func(ctx context.Context, report func(done, total int, line string)) (string, error)) tea.Cmd {
	era, cancel, reports := t.era, t.cancel, make(chan tea.Msg, 64)
	run := func() tea.Msg {
		defer cancel()
		summary, err := work(ctx, func(done, total int, line string) {
			select {
			case reports <- progress{era: era, done: done, total: total, line: line, from: reports}:
			default: // the screen is behind; a later report will do
			}
		})
		close(reports)
		return finished{era, summary, err}
	}
	return tea.Batch(run, listen(reports))
}

// listen waits for one report.
func listen(from <-chan tea.Msg) tea.Cmd {
	return func() tea.Msg {
		msg, ok := <-from
		if !ok {
			return nil
		}
		return msg
	}
}

func (a *App) progressed(p progress) tea.Cmd {
	if t := a.taskOf(p.era); t != nil && t.running() {
		t.done, t.total = p.done, p.total
		if p.line != "" {
			t.line = p.line
			if len(t.lines) < maxLines {
				t.lines = append(t.lines, p.line)
			}
		}
	}
	return listen(p.from)
}

func (a *App) finish(f finished) tea.Cmd {
	t := a.taskOf(f.era)
	if t == nil {
		return nil
	}
	for _, l := range t.lines {
		a.note(l, false)
	}
	name := t.name
	*t = task{era: t.era}
	if t == &a.renewal && f.summary == "" && f.err == nil {
		return nil // there was nothing to do, and nobody had asked
	}
	var cmd tea.Cmd
	switch {
	case errors.Is(f.err, context.Canceled):
		cmd = a.say(name + " stopped")
	case f.err != nil:
		cmd = a.fail(f.err)
	default:
		cmd = a.say(f.summary)
	}
	return tea.Batch(cmd, a.check(true))
}

// taskOf returns the task of an era, or nil when that is over.
func (a *App) taskOf(era int) *task {
	switch era {
	case a.task.era:
		return &a.task
	case renewalEra:
		return &a.renewal
	}
	return nil
}

// current returns the task that the status line tells of and that a key stops:
// what was asked for, else the renewal of old analyses once it has something to
// do; nil when nothing runs.
func (a *App) current() *task {
	switch {
	case a.task.running():
		return &a.task
	case a.renewal.running() && a.renewal.total > 0:
		return &a.renewal
	}
	return nil
}

// renew analyses what an earlier version of the rules had analysed, behind
// everything else: nothing waits for it, and what has been renewed is there
// when it is opened the next time.
func (a *App) renew() tea.Cmd {
	work := a.o.Actions.Renew
	if work == nil {
		return nil
	}
	ctx, cancel := context.WithCancel(a.ctx)
	a.renewal = task{era: renewalEra, name: "analysing again", cancel: cancel}
	return follow(ctx, &a.renewal, func(ctx context.Context, report func(done, total int, line string)) (string, error) {
		return work(ctx, func(done, total int) { report(done, total, "") })
	})
}

// said is the message in the status line.
type said struct {
	text  string
	wrong bool
	era   int
	at    time.Time
}

// forget takes a message off the status line.
type forget struct{ era int }

// How long messages stand; errors are kept longer, all of them in the list of
// messages.
const (
	sayFor  = 6 * time.Second
	failFor = 20 * time.Second
	maxLog  = 500
)

// After these a message has been read: the next key takes it away, because
// what it covers says where one is.
const (
	saidAfter   = 1500 * time.Millisecond
	failedAfter = sayFor
)

// yield takes a message that has been read off the status line.
func (a *App) yield() {
	enough := saidAfter
	if a.said.wrong {
		enough = failedAfter
	}
	if a.o.Now().Sub(a.said.at) >= enough {
		a.said.text = ""
	}
}

// say tells something in the status line.
func (a *App) say(text string) tea.Cmd {
	if text == "" {
		return nil
	}
	return a.note(text, false)
}

// fail tells an error in the status line; the program goes on.
func (a *App) fail(err error) tea.Cmd {
	if err == nil || errors.Is(err, context.Canceled) {
		return nil
	}
	text := err.Error()
	if errors.Is(err, briefings.ErrBusy) {
		text += "; try again"
	}
	return a.note(text, true)
}

func (a *App) note(text string, wrong bool) tea.Cmd {
	text = clean.Line(text)
	a.said = said{text, wrong, a.said.era + 1, a.o.Now()}
	line := a.o.Now().Format("15:04:05") + "  "
	if wrong {
		line += "error: "
	}
	a.log = append(a.log, line+text)
	if len(a.log) > maxLog {
		a.log = append([]string(nil), a.log[len(a.log)-maxLog:]...)
	}
	era, wait := a.said.era, sayFor
	if wrong {
		wait = failFor
	}
	return a.after(wait, forget{era})
}

func (a *App) messages() []string {
	if len(a.log) == 0 {
		return []string{"no messages"}
	}
	return a.log
}

// done is the end of a short action.
type done struct {
	act   bool // a change of the library, counted in App.acts
	say   string
	err   error
	retry func(error) tea.Cmd // asks what to do about the error; may be nil or return nil
	ahead []string            // briefings whose headers show the change already
	// The stamps of the library before and after the action.
	before, after string
}

// do runs a short action outside the event loop and reads the list again.
func (a *App) do(say string, action func(ctx context.Context) error) tea.Cmd {
	ctx := a.ctx
	a.acts++
	return func() tea.Msg { return done{act: true, say: say, err: action(ctx)} }
}

// doAhead is do for a change that the headers of briefings show already: if
// nobody else has written meanwhile, the list need not be read again.
func (a *App) doAhead(say string, ids []string, action func(ctx context.Context) error) tea.Cmd {
	ctx := a.ctx
	s, ok := a.o.Library.(Stamper)
	if !ok {
		return a.do(say, action)
	}
	a.acts++
	return func() tea.Msg {
		before, err := s.Stamp(ctx)
		d := done{act: true, say: say, err: action(ctx)}
		if err != nil || d.err != nil {
			return d
		}
		if d.after, err = s.Stamp(ctx); err == nil {
			d.ahead, d.before = ids, before
		}
		return d
	}
}

func (a *App) did(d done) tea.Cmd {
	if d.act {
		a.acts--
	}
	switch {
	case d.err == nil && d.ahead != nil && d.before == a.stamp && a.stamp != "":
		a.stamp = d.after
		if slices.Contains(d.ahead, a.shown) {
			return tea.Batch(a.say(d.say), a.reader.Reload())
		}
		return a.say(d.say)
	case d.err == nil:
		return tea.Batch(a.say(d.say), a.check(true))
	case d.retry != nil:
		if cmd := d.retry(d.err); cmd != nil {
			return cmd
		}
	}
	return tea.Batch(a.fail(d.err), a.check(true)) // what was shown ahead is taken back
}

// watchEvery is how often the library is asked whether it has changed.
const watchEvery = 3 * time.Second

type (
	tick    struct{}
	stamped struct {
		stamp string
		force bool
		err   error
	}
)

// watch returns the command that ticks while the library can be stamped.
func (a *App) watch() tea.Cmd {
	if _, ok := a.o.Library.(Stamper); !ok {
		return nil
	}
	return a.after(watchEvery, tick{})
}

// check looks whether the library has changed, and reads the list and the
// article again if so, or in any case.
func (a *App) check(force bool) tea.Cmd {
	s, ok := a.o.Library.(Stamper)
	if !ok {
		if force {
			return a.reload()
		}
		return nil
	}
	if a.checking && !force {
		return nil
	}
	a.checking = true
	ctx := a.ctx
	return func() tea.Msg {
		stamp, err := s.Stamp(ctx)
		return stamped{stamp, force, err}
	}
}

func (a *App) checked(s stamped) tea.Cmd {
	a.checking = false
	if s.err != nil { // reading the list will say what is wrong
		s.force = true
	}
	changed := a.stamp != "" && s.stamp != a.stamp
	a.stamp = s.stamp
	if s.force || changed {
		return a.reload()
	}
	return nil
}

func (a *App) reload() tea.Cmd {
	cmds := []tea.Cmd{a.list.Reload()}
	switch a.beside {
	case theNotes:
		cmds = append(cmds, a.notes.Reload())
	case theLedger:
		cmds = append(cmds, a.ledger.Reload())
	case theList:
	}
	if _, ok := a.reader.Current(); ok {
		cmds = append(cmds, a.reader.Reload())
	}
	return tea.Batch(cmds...)
}

// own handles the results of the program's own work.
func (a *App) own(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case done:
		return a.did(msg), true
	case undone:
		return a.undone(msg), true
	case recalled:
		return a.recalled(msg), true
	case learned:
		return a.learned(msg), true
	case memoDue:
		return a.memoDue(msg), true
	case progress:
		return a.progressed(msg), true
	case finished:
		return a.finish(msg), true
	case stamped:
		return a.checked(msg), true
	case previewDue:
		return a.showPreview(msg), true
	case tick:
		return tea.Batch(a.check(false), a.watch()), true
	case execute:
		return msg.cmd, true
	case pageAsked:
		return a.showPage(msg.subject), true
	case forget:
		if msg.era == a.said.era {
			a.said.text = ""
		}
		return nil, true
	}
	return nil, false
}
