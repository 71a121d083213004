package reader

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
)

// draftPause is the rest after the last key at which what is being written is
// kept.
const draftPause = time.Second

// draft is a note that was not finished, as it is kept among the small facts
// of the library.
type draft struct {
	Note briefings.Annotation `json:"note"` // as it was
	New  bool                 `json:"new"`
	Text string               `json:"text"` // as it stands in the editor
	Tags string               `json:"tags"`
}

// draftState is what the screen knows of drafts.
type draftState struct {
	box  *draftBox
	era  int             // of the last key
	kept *draft          // of the open article, not opened yet
	made map[string]bool // briefings that have one in the library
}

// draftKey names the draft of a briefing among the small facts.
func draftKey(id string) string { return "draft/" + id }

// draftBox keeps drafts in the order in which they were written, whatever the
// order in which commands run.
type draftBox struct {
	mu   sync.Mutex
	next int // number of the next writing
	last int // of the last one that was made
}

// put keeps a draft, nil forgets it, unless a later one was kept already.
func (b *draftBox) put(ctx context.Context, k Keeper, number int, id string, d *draft) error {
	var data []byte
	if d != nil {
		var err error
		if data, err = json.Marshal(d); err != nil {
			return fmt.Errorf("keep the draft of a note: %w", err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if number < b.last {
		return nil
	}
	b.last = number
	return k.SetState(ctx, draftKey(id), data)
}

// loadDraft returns the draft of a briefing, or nil. What cannot be read is no
// reason not to open it.
func loadDraft(ctx context.Context, lib Library, id string) *draft {
	k, ok := lib.(Keeper)
	if !ok {
		return nil
	}
	data, err := k.State(ctx, draftKey(id))
	if err != nil || len(data) == 0 {
		return nil
	}
	var d draft
	if json.Unmarshal(data, &d) != nil || d.Note.Briefing != id {
		return nil
	}
	return &d
}

// putDraft returns the command that keeps a draft of a briefing, or forgets it.
func (r *Reader) putDraft(id string, d *draft) tea.Cmd {
	k, ok := r.lib.(Keeper)
	if !ok {
		return nil
	}
	if r.drafts.box == nil {
		r.drafts.box = &draftBox{}
	}
	if d == nil && !r.drafts.made[id] {
		return nil
	}
	if r.drafts.made == nil {
		r.drafts.made = map[string]bool{}
	}
	r.drafts.made[id] = d != nil
	box := r.drafts.box
	box.next++
	number, ctx := box.next, context.WithoutCancel(r.ctx)
	return func() tea.Msg {
		if err := box.put(ctx, k, number, id, d); err != nil {
			return Failed{fmt.Errorf("keep the unfinished note: %w", err)}
		}
		return nil
	}
}

// writes reports whether the note editor is open, also behind a question.
func (r *Reader) writes() bool { return r.mode == editing || r.mode == asking && r.ask.back == editing }

// draft keeps what stands in the note editor, whatever closes it: it is not a
// note before the reader saves it.
func (r *Reader) draft() tea.Cmd {
	if !r.writes() || !r.editor.changed() {
		return nil
	}
	d := draft{Note: r.editor.note, New: r.editor.isNew, Text: r.editor.value().Text, Tags: r.editor.tags.Value()}
	return r.putDraft(r.editor.note.Briefing, &d)
}

// draftDue says that the reader has rested.
type draftDue struct{ era int }

func (r *Reader) draftDue(msg draftDue) tea.Cmd {
	if msg.era != r.drafts.era {
		return nil
	}
	return r.draft()
}

// wrote asks for the draft to be kept at the next rest.
func (r *Reader) wrote() tea.Cmd {
	r.drafts.era++
	return r.after(draftPause, draftDue{r.drafts.era})
}

// forgetDraft forgets the draft of a briefing: it was saved, or thrown away.
func (r *Reader) forgetDraft(id string) tea.Cmd {
	r.drafts.era++
	if r.doc != nil && r.doc.ID == id {
		r.drafts.kept = nil
	}
	return r.putDraft(id, nil)
}

// offerDraft tells of a note that was not finished.
func (r *Reader) offerDraft(d *draft) tea.Cmd {
	r.drafts.kept = d
	if d == nil {
		return nil
	}
	if r.drafts.made == nil {
		r.drafts.made = map[string]bool{}
	}
	r.drafts.made[d.Note.Briefing] = true
	return say("an unfinished note of yours is kept%s", hint(r.keys.Note, "goes on with it"))
}

// resume opens the editor on the draft that was kept.
func (r *Reader) resume() tea.Cmd {
	d := r.drafts.kept
	r.drafts.kept = nil
	note := d.Note
	if i := r.noteByID(note.ID); i >= 0 {
		note = r.doc.notes[i] // where it stands now; its text is what the draft has
	} else {
		note.ID, d.New = "", true // deleted meanwhile: it is made anew
	}
	r.openEditor(note, d.New)
	r.editor.text.SetValue(r.editor.folds.in(d.Text))
	r.editor.tags.SetValue(d.Tags)
	if note.At != nil {
		r.cur = r.doc.snap(note.At.Start)
	}
	r.see(0)
	return r.editor.text.Focus()
}
