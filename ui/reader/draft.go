package reader

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/anchor"
)

// draftPause is how long after a key what is being written is kept: no more of
// it is lost when the process is killed.
const draftPause = time.Second

// draft is a note that was not finished, as it is kept among the small facts
// of the library. A briefing has a list of them, the newest last.
type draft struct {
	Note briefings.Annotation `json:"note"` // as it was
	New  bool                 `json:"new"`
	Text string               `json:"text"` // as it stands in the editor
	Tags string               `json:"tags"`
}

// draftState is what the screen knows of drafts.
type draftState struct {
	box     *draftBox
	era     int             // of what is being written
	waiting bool            // a command will ask for the draft of this era
	kept    []draft         // of the open article, not opened yet
	made    map[string]bool // briefings that have one in the library
}

// draftKey names the drafts of a briefing among the small facts.
func draftKey(id string) string { return "draft/" + id }

// draftBox keeps drafts in the order in which they were written, whatever the
// order in which commands run.
type draftBox struct {
	mu   sync.Mutex
	next int            // number of the next writing; of the event loop
	last map[string]int // of the last one that was made, by briefing
}

// put keeps the drafts of a briefing, none forgets them, unless later ones were
// kept already.
func (b *draftBox) put(ctx context.Context, k Keeper, number int, id string, list []draft) error {
	var data []byte
	if len(list) > 0 {
		var err error
		if data, err = json.Marshal(list); err != nil { //nolint:musttag // only this program reads it, with the same names
			return fmt.Errorf("keep the draft of a note: %w", err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if number < b.last[id] {
		return nil
	}
	b.last[id] = number
	return k.SetState(ctx, draftKey(id), data)
}

// loadDrafts returns the drafts of a briefing. What cannot be read is no reason
// not to open it.
func loadDrafts(ctx context.Context, lib Library, id string) []draft {
	k, ok := lib.(Keeper)
	if !ok {
		return nil
	}
	data, err := k.State(ctx, draftKey(id))
	if err != nil || len(data) == 0 {
		return nil
	}
	var list []draft
	if json.Unmarshal(data, &list) != nil { //nolint:musttag // as above
		return nil
	}
	return slices.DeleteFunc(list, func(d draft) bool { return d.Note.Briefing != id })
}

// putDrafts returns the command that keeps the drafts of a briefing, or forgets
// them when there are none.
func (r *Reader) putDrafts(id string, list []draft) tea.Cmd {
	k, ok := r.lib.(Keeper)
	if !ok {
		return nil
	}
	s := &r.drafts
	if s.box == nil {
		s.box, s.made = &draftBox{last: map[string]int{}}, map[string]bool{}
	}
	if len(list) == 0 && !s.made[id] {
		return nil
	}
	s.made[id] = len(list) > 0
	s.box.next++
	box, number, ctx := s.box, s.box.next, context.WithoutCancel(r.ctx)
	list = slices.Clone(list)
	return func() tea.Msg {
		if err := box.put(ctx, k, number, id, list); err != nil {
			return Failed{fmt.Errorf("keep the unfinished note: %w", err)}
		}
		return nil
	}
}

// writes reports whether the note editor is open, also behind a question.
func (r *Reader) writes() bool { return r.mode == editing || r.mode == asking && r.ask.back == editing }

// written returns what stands in the editor.
func (e *editor) written() draft {
	return draft{Note: e.note, New: e.isNew, Text: e.value().Text, Tags: e.tags.Value()}
}

// draft keeps what stands in the note editor, beside the drafts that were not
// opened: it is not a note before the reader saves it.
func (r *Reader) draft() tea.Cmd {
	if !r.writes() || !r.editor.changed() {
		return nil
	}
	return r.putDrafts(r.editor.note.Briefing, append(slices.Clone(r.drafts.kept), r.editor.written()))
}

// shelve closes the editor because something else is to be shown; what stands
// in it is offered again.
func (r *Reader) shelve() tea.Cmd {
	if !r.writes() {
		r.mode, r.selects = reading, false
		return nil
	}
	cmd := r.draft()
	if r.editor.changed() {
		r.drafts.kept = append(r.drafts.kept, r.editor.written())
	}
	r.drafts.era++
	r.drafts.waiting = false
	r.mode = reading
	r.release()
	return cmd
}

// keepAside keeps a note that could not be saved and has no editor any more.
func (r *Reader) keepAside(d draft) tea.Cmd {
	id := d.Note.Briefing
	if r.doc == nil || r.doc.ID != id {
		ctx, lib := r.ctx, r.lib
		return func() tea.Msg { return aside{id, append(loadDrafts(ctx, lib, id), d)} }
	}
	r.drafts.kept = append(r.drafts.kept, d)
	list := slices.Clone(r.drafts.kept)
	if r.writes() && r.editor.changed() {
		list = append(list, r.editor.written())
	}
	return r.putDrafts(id, list)
}

// aside are the drafts of a briefing that is not open.
type aside struct {
	id   string
	list []draft
}

// draftDue says that something was written a moment ago.
type draftDue struct{ era int }

func (r *Reader) draftDue(msg draftDue) tea.Cmd {
	if msg.era != r.drafts.era {
		return nil
	}
	r.drafts.waiting = false
	return r.draft()
}

// wrote asks for the draft to be kept in a moment, unless that is asked for.
func (r *Reader) wrote() tea.Cmd {
	if r.drafts.waiting {
		return nil
	}
	r.drafts.waiting = true
	return r.after(draftPause, draftDue{r.drafts.era})
}

// forgetDraft forgets the draft of the note in the editor: it was saved, or
// thrown away. The others stay.
func (r *Reader) forgetDraft(id string) tea.Cmd {
	r.drafts.era++
	r.drafts.waiting = false
	if r.doc == nil || r.doc.ID != id {
		return nil
	}
	return r.putDrafts(id, r.drafts.kept)
}

// offerDrafts tells of notes that were not finished.
func (r *Reader) offerDrafts(list []draft) tea.Cmd {
	r.drafts.kept = list
	if len(list) == 0 {
		return nil
	}
	if r.drafts.made == nil {
		r.drafts.box, r.drafts.made = &draftBox{last: map[string]int{}}, map[string]bool{}
	}
	r.drafts.made[r.doc.ID] = true
	if n := len(list); n > 1 {
		return say("%d unfinished notes of yours are kept%s", n, hint(r.keys.Note, "goes on with the last"))
	}
	return say("an unfinished note of yours is kept%s", hint(r.keys.Note, "goes on with it"))
}

// resume opens the editor on the last draft that was kept.
func (r *Reader) resume() tea.Cmd {
	n := len(r.drafts.kept) - 1
	d := r.drafts.kept[n]
	r.drafts.kept = slices.Clone(r.drafts.kept[:n])
	note := d.Note
	if i := r.noteByID(note.ID); i >= 0 {
		note = r.doc.notes[i] // where it stands now; its text is what the draft has
	} else {
		note.ID, d.New = "", true // never made, or deleted meanwhile: it is made anew
		if note.Quote != nil && note.Revision != r.doc.Hash {
			note.At, note.State = anchor.Locate(&note, r.doc.Hash, r.doc.Text)
		}
	}
	cmd := r.openEditor(note, d.New)
	r.editor.text.SetValue(r.editor.folds.in(d.Text))
	r.editor.tags.SetValue(d.Tags)
	r.editor.follow()
	if note.At != nil {
		r.cur = r.doc.snap(note.At.Start)
	}
	r.see(0)
	return cmd
}
