package ui

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// maxAhead bounds the keys that are kept while the article waits.
const maxAhead = 256

// atOnce acts on what a screen asks for before the next key is looked at.
func (a *App) atOnce(msg tea.Msg) tea.Cmd {
	cmd, _ := a.fromScreens(msg)
	return cmd
}

// waiting reports whether the screen with the keyboard waits for something.
func (a *App) waiting() bool {
	if a.undoing > 0 {
		return true
	}
	if a.reading {
		return a.reader.Waiting()
	}
	return a.side().Waiting()
}

// queue keeps a key that was typed ahead: what it means is seen when the rows,
// the article or the note that are on their way have come. The escape key, and
// one that ends the program, wait for nothing.
func (a *App) queue(k tea.KeyPressMsg) bool {
	if !a.settles(k) && (!a.waiting() || !a.reading && len(a.ahead) == 0 && a.quits(k)) {
		return false
	}
	if k.String() == "esc" {
		a.ahead = nil
		return false
	}
	if len(a.ahead) < maxAhead {
		a.ahead = append(a.ahead, k)
	}
	return true
}

// replay acts on the keys that were typed ahead, once nothing is waited for.
func (a *App) replay() tea.Cmd {
	var cmds []tea.Cmd
	for len(a.ahead) > 0 && !a.waiting() {
		k := a.ahead[0]
		if a.acts > 0 && a.undoes(k) {
			break
		}
		a.ahead = a.ahead[1:]
		cmds = append(cmds, a.key(k))
	}
	return tea.Batch(cmds...)
}

// writer is a [Library] that knows how many writes are under way, so that the
// program does not end before they have.
type writer struct {
	Library

	open atomic.Int32
}

// How long the end of the program waits for writes: a little for those that
// are about to begin, and no longer than the library itself waits for others.
const (
	settleFirst = 10 * time.Millisecond
	settleLast  = 8 * time.Second
)

// settle waits until no write is under way.
func (w *writer) settle() tea.Msg {
	last := time.Now().Add(settleLast)
	time.Sleep(settleFirst)
	for w.open.Load() > 0 && time.Now().Before(last) {
		time.Sleep(time.Millisecond)
	}
	return nil
}

func (w *writer) begin() func() {
	w.open.Add(1)
	return func() { w.open.Add(-1) }
}

func (w *writer) Annotate(ctx context.Context, a briefings.Annotation) (briefings.Annotation, error) {
	defer w.begin()()
	return w.Library.Annotate(ctx, a)
}

func (w *writer) Unannotate(ctx context.Context, id string) error {
	defer w.begin()()
	return w.Library.Unannotate(ctx, id)
}

func (w *writer) SetPlace(ctx context.Context, id string, off int) error {
	defer w.begin()()
	return w.Library.SetPlace(ctx, id, off)
}

func (w *writer) Tag(ctx context.Context, ids, add, remove []string) error {
	defer w.begin()()
	return w.Library.Tag(ctx, ids, add, remove)
}

func (w *writer) SetRead(ctx context.Context, ids []string, read bool) error {
	defer w.begin()()
	return w.Library.SetRead(ctx, ids, read)
}

func (w *writer) SetStarred(ctx context.Context, ids []string, starred bool) error {
	defer w.begin()()
	return w.Library.SetStarred(ctx, ids, starred)
}

func (w *writer) Edit(ctx context.Context, id string, d briefings.Details, which []string) error {
	defer w.begin()()
	return w.Library.Edit(ctx, id, d, which)
}

func (w *writer) Remove(ctx context.Context, ids []string, withNotes bool) error {
	defer w.begin()()
	return w.Library.Remove(ctx, ids, withNotes)
}

func (w *writer) Opened(ctx context.Context, id string) error {
	defer w.begin()()
	return w.Library.Opened(ctx, id)
}

func (w *writer) Redraw(ctx context.Context, id string, at briefings.Span) (briefings.Annotation, error) {
	defer w.begin()()
	return w.Library.Redraw(ctx, id, at)
}

func (w *writer) RenameTag(ctx context.Context, from, to string) (int, error) {
	defer w.begin()()
	return w.Library.RenameTag(ctx, from, to)
}

func (w *writer) Correct(ctx context.Context, c briefings.Correction) (briefings.Correction, error) {
	defer w.begin()()
	return w.Library.Correct(ctx, c)
}

func (w *writer) Undo(ctx context.Context) (briefings.Step, error) {
	defer w.begin()()
	return w.Library.Undo(ctx)
}

func (w *writer) Redo(ctx context.Context) (briefings.Step, error) {
	defer w.begin()()
	return w.Library.Redo(ctx)
}

func (w *writer) SetState(ctx context.Context, key string, value []byte) error {
	defer w.begin()()
	return w.Library.SetState(ctx, key, value)
}

func (w *writer) AnnotateAll(ctx context.Context, as []briefings.Annotation) ([]briefings.Annotation, error) {
	defer w.begin()()
	return w.Library.AnnotateAll(ctx, as)
}

func (w *writer) UnannotateAll(ctx context.Context, ids []string) error {
	defer w.begin()()
	return w.Library.UnannotateAll(ctx, ids)
}
