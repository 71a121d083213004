// Package flat is the reader for those who listen to a screen or feel it: words
// are typed, what they answer is printed once, from top to bottom, and never
// drawn again. Every sign is a word; there is no escape sequence, no box and no
// colour. The cursor stands behind the prompt.
//
// It does what the full-screen program does, over the same library, and knows
// nothing of it. Reading goes by sentence, paragraph, statement, heading, note
// or match; the place is kept as the byte of the Text where reading goes on.
package flat

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os/exec"
	"time"

	"readout/briefings"
	"readout/briefings/query"
)

// Library is what the flat mode needs of the library on disk.
type Library interface {
	Source
	Marker
	Changer
	Corrector
	Teller

	// Undo takes the newest step back, Redo makes it again; briefings.ErrNoStep
	// when there is none.
	Undo(ctx context.Context) (briefings.Step, error)
	Redo(ctx context.Context) (briefings.Step, error)
	// State and SetState keep small facts of the screens; nil is none.
	State(ctx context.Context, key string) ([]byte, error)
	SetState(ctx context.Context, key string, value []byte) error
}

// Source is what is read.
type Source interface {
	Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error)
	Article(ctx context.Context, id string) (briefings.Article, error)
	Notes(ctx context.Context, q query.Query, o briefings.Order) ([]briefings.Noted, error)
	Names(ctx context.Context) (speakers, topics []briefings.Count, err error)
	// Opened marks a briefing as read because it was opened; SetPlace keeps
	// where reading goes on. Neither is a step.
	Opened(ctx context.Context, id string) error
	SetPlace(ctx context.Context, id string, off int) error
}

// Marker is what marks and notes are made with.
type Marker interface {
	Annotate(ctx context.Context, a briefings.Annotation) (briefings.Annotation, error)
	Unannotate(ctx context.Context, id string) error
	Redraw(ctx context.Context, id string, at briefings.Span) (briefings.Annotation, error)
}

// Corrector makes the reader's corrections.
type Corrector interface {
	// Correct adds a correction. Its passage is given by Parts, spans of the
	// current Text, a speaker by id or by name alone.
	Correct(ctx context.Context, c briefings.Correction) (briefings.Correction, error)
}

// Changer changes briefings.
type Changer interface {
	Tag(ctx context.Context, ids, add, remove []string) error
	RenameTag(ctx context.Context, from, to string) (int, error)
	SetRead(ctx context.Context, ids []string, read bool) error
	SetStarred(ctx context.Context, ids []string, starred bool) error
	Edit(ctx context.Context, id string, d briefings.Details, which []string) error
	Remove(ctx context.Context, ids []string, withNotes bool) error
}

// Actions are what the flat mode cannot do by itself; one that is nil is not
// available. They mean what those of package ui mean.
type Actions struct {
	Export        func(ctx context.Context, ids []string, dir string, progress func(done, total int)) (summary string, err error)
	Import        func(ctx context.Context, paths []string, progress func(done, total int, line string)) (summary string, first bool, err error)
	Edit          func(text string) (cmd *exec.Cmd, read func() (string, error), err error)
	Browse        func(url string) error
	Copy          func(text string) error
	AddSamples    func(ctx context.Context) (summary string, err error)
	RemoveSamples func(ctx context.Context) (summary string, err error)
}

// Options are what the flat mode is started with.
type Options struct {
	Library Library
	Actions Actions
	Query   string                   // selects the list; a mistake in it is told
	Order   briefings.Order          // of the list; zero: newest first
	Folder  string                   // for exports, "" to be asked
	Colours [briefings.Colors]string // names of the configuration, "" for none; those given on a screen win
	Measure int                      // greatest number of cells in a line after "wrap on"; 0: 72
	Portion int                      // lines of 80 cells that are read at a time; 0: 20
	Now     func() time.Time         // nil: time.Now
}

// The values of Options that are zero.
const (
	standardMeasure = 72
	standardPortion = 20
)

// narrowest is the smallest measure, in cells.
const narrowest = 10

// pageLength is the number of lines of a list that are printed at a time.
const pageLength = 20

// mode says what the words that need something to act on act on.
type mode int

const (
	onList mode = iota
	onArticle
	onNotes
	onLedger
)

// session is a run of the flat mode.
type session struct {
	ctx context.Context
	o   Options
	in  *input
	out *bufio.Writer
	tty terminals

	mode  mode
	query query.Query
	order briefings.Order
	rows  []briefings.Briefing
	first int // first row of the page that was printed last

	art   *article // what is read; stays while the list or the notes are looked at
	noted noted    // the notes of the library as they were listed last

	ledgered []stated // the statements of the library as they were listed last

	more func() // what an empty line goes on with; nil: reading

	colour  int      // of the next mark, from 1
	given   []string // names of colours that were given on a screen
	kept    manner   // how the reader wants to be read to, as the library keeps it
	voices  bool     // who speaks is said while reading
	wrap    bool     // lines are broken at the measure
	pushed  *string  // a line that was read as an answer and is a command
	log     []string // what was done, oldest first
	leaving bool
}

// Run is the flat mode. It ends at "quit", at the end of the input or when ctx
// does; the place in what is read is kept. The error is one of out's.
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Order.By == "" {
		o.Order.By = briefings.ByPublished
	}
	if o.Measure <= 0 {
		o.Measure = standardMeasure
	}
	if o.Portion <= 0 {
		o.Portion = standardPortion
	}
	f := &session{ctx: ctx, o: o, in: newInput(in), out: bufio.NewWriter(out), tty: terminals{in, out}, order: o.Order, colour: 1}
	q, err := query.Parse(o.Query, o.Now())
	if err != nil {
		f.fail(err)
	}
	f.query = q
	f.recall()
	f.load()
	f.list(0)
	f.say("Type a number to read, help for the words, quit to leave.")
	for !f.leaving {
		line, ok := f.ask(f.prompt())
		if !ok {
			break
		}
		f.command(line)
	}
	f.keepPlace(context.WithoutCancel(ctx)) // ctx may have ended
	if err := f.out.Flush(); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

func (f *session) prompt() string {
	switch f.mode {
	case onArticle:
		return "article> "
	case onNotes:
		return "notes> "
	case onLedger:
		return "ledger> "
	}
	return "list> "
}

// keepPlace keeps where reading goes on.
func (f *session) keepPlace(ctx context.Context) {
	a := f.art
	if a == nil || a.Place == a.place() {
		return
	}
	if err := f.o.Library.SetPlace(ctx, a.ID, a.place()); err != nil {
		f.fail(err)
		return
	}
	a.Place = a.place()
}
