package cli

import (
	"fmt"
	"strings"
	"time"
)

// progressEvery bounds how often a bar is drawn.
const progressEvery = 100 * time.Millisecond

// progress is a line on stderr that says how far a command is. On anything but
// a terminal it is silent.
type progress struct {
	app   *app
	verb  string
	shown bool
	last  time.Time
	on    bool
}

func (a *app) progress(verb string) *progress {
	return &progress{app: a, verb: verb, on: !a.quiet && !a.flat && terminal(a.err), last: time.Now()}
}

// set draws the bar, unless it was drawn just now.
func (p *progress) set(done, total int) {
	if !p.on || total < 2 || time.Since(p.last) < progressEvery {
		return
	}
	p.last = time.Now()
	const width = 24
	full := width * done / total
	fmt.Fprintf(p.app.err, "\r%s %s%s %d of %d", p.verb, strings.Repeat("█", full), strings.Repeat("·", width-full), done, total)
	p.shown = true
}

// clear takes the bar away, so that a line can be printed.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.app.err, "\r\x1b[K")
		p.shown = false
	}
}
