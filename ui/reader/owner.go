package reader

import tea "charm.land/bubbletea/v2"

// Blur says that the terminal lost the focus, or is about to go away: what is
// being written and the place are kept.
func (r *Reader) Blur() tea.Cmd { return tea.Batch(r.place(), r.draft()) }

// FocusNote puts the focus on an annotation once it is there: after an undo
// has brought it back.
func (r *Reader) FocusNote(id string) { r.wanted = id }
