package reader

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/briefings"
	"readout/briefings/query"
)

// Open opens a briefing in a command. The article that is open stays on the
// screen until the answer is there, and its place is kept.
func (r *Reader) Open(id string) tea.Cmd { return r.OpenAt(id, query.Query{}) }

// OpenAt is Open with words of a search marked; the cursor goes to the first
// of them in an article that was not read before.
func (r *Reader) OpenAt(id string, found query.Query) tea.Cmd {
	place, draft := r.place(), r.shelve()
	r.loading = id
	return tea.Batch(place, draft, r.load(id, found, nil, true))
}

// Mark marks the words of another search in the article that is open; without
// words it takes the marks of the last one away, unless they were searched for
// in the article itself.
func (r *Reader) Mark(found query.Query) {
	switch {
	case r.doc == nil || slices.Equal(found.Highlights(), r.find.terms):
	case len(found.Highlights()) > 0:
		r.find.mark(r.doc, found)
	case !r.find.typed:
		r.find.forget()
	}
}

// Reload reads the open article again, after a change elsewhere.
func (r *Reader) Reload() tea.Cmd {
	if r.loading != "" || r.doc == nil {
		return nil
	}
	return r.load(r.doc.ID, query.Query{}, nil, false)
}

func (r *Reader) load(id string, found query.Query, to *Place, opened bool) tea.Cmd {
	r.era++
	if r.cancel != nil {
		r.cancel()
	}
	ctx, cancel := context.WithCancel(r.ctx)
	r.cancel, r.pending = cancel, true
	era, lib := r.era, r.lib
	return func() tea.Msg {
		a, err := lib.Article(ctx, id)
		msg := loaded{era: era, article: a, err: err, found: found, to: to, opened: opened}
		if err == nil && opened {
			msg.places, msg.drafts = loadPlaces(ctx, lib, id), loadDrafts(ctx, lib, id)
		}
		return msg
	}
}

// Close keeps the place of the open article and a note that is being written;
// for the end of the program.
func (r *Reader) Close() tea.Cmd { return tea.Batch(r.place(), r.draft()) }

// place keeps the cursor's place when it has moved since it was kept.
func (r *Reader) place() tea.Cmd {
	if r.doc == nil || r.cur == r.saved {
		return nil
	}
	ctx, lib, id, off := r.ctx, r.lib, r.doc.ID, r.cur
	r.saved = off
	return func() tea.Msg {
		if err := lib.SetPlace(ctx, id, off); err != nil && ctx.Err() == nil && !errors.Is(err, briefings.ErrNotFound) { // what was removed has no place
			return Failed{fmt.Errorf("keep the place in briefing %s: %w", id, err)}
		}
		return nil
	}
}

// ready reports whether an article is open and no other is on its way.
func (r *Reader) ready() bool { return r.doc != nil && r.loading == "" }

// take shows an article that was loaded, unless another was asked for since.
func (r *Reader) take(msg loaded) tea.Cmd {
	if msg.era != r.era {
		return nil
	}
	r.cancel()
	travelling := r.travelling
	gone := r.loading
	r.loading, r.pending, r.travelling = "", false, false
	if msg.err != nil {
		if errors.Is(msg.err, briefings.ErrNotFound) && gone != "" {
			r.trail.drop(gone)
		}
		return send(Failed{msg.err})
	}
	old, same := r.doc, r.doc != nil && r.doc.ID == msg.article.ID
	if same {
		r.reloaded(old, &msg.article)
		if msg.opened {
			r.Mark(msg.found)
		}
		if msg.to != nil && !travelling {
			r.depart()
		}
		return r.arrive(msg.to)
	}
	r.doc = newArticle(&msg.article, r.styles, r.options.Terminal)
	r.sheet, r.sheetTop, r.bare = false, 0, r.doc.bare()
	r.stmt, r.focus = -1, -1
	r.places, r.found = msg.places, found{}
	r.find.forget()
	r.frame = frame{}
	r.cur = r.doc.snap(msg.article.Place)
	r.saved = r.cur
	if msg.article.Place <= 0 {
		r.cur, r.saved = r.doc.firstShown(), r.doc.firstShown()
	}
	if len(msg.found.Highlights()) > 0 {
		r.find.mark(r.doc, msg.found)
		if msg.article.Place <= 0 && len(r.find.hits) > 0 {
			r.cur = r.doc.snap(r.find.hits[0].Start)
		}
	}
	r.layout()
	_, r.goal, _ = r.doc.page.Cell(r.cur)
	r.top = r.doc.page.First()
	r.show(r.body() / 3)
	cmd := tea.Batch(r.arrive(msg.to), r.offerDrafts(msg.drafts))
	r.before = r.cur
	if travelling {
		r.stay()
	}
	return cmd
}

// reloaded takes a newer state of the article that is open: the cursor stays
// at its words and the row on the screen.
func (r *Reader) reloaded(old *article, a *briefings.Article) {
	d := newArticle(a, r.styles, r.options.Terminal)
	if d.Text != old.Text {
		r.cur = d.snap(follow(old.Text, d.Text, r.cur))
		r.anchor = d.snap(follow(old.Text, d.Text, r.anchor))
		r.before = d.snap(follow(old.Text, d.Text, r.before))
		r.trail.move(d.ID, func(off int) int { return d.snap(follow(old.Text, d.Text, off)) })
	}
	r.doc = d
	r.stmt, r.focus = -1, -1
	r.find.again(d)
	r.frame = frame{}
	r.relayout()
	if i := r.noteByID(r.wanted); i >= 0 {
		r.goNote(i)
	}
	r.wanted = ""
}
