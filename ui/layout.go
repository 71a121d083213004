package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// The layouts follow the width of the terminal: one screen at a time, list and
// article side by side, and both with the margin, which the article shows by
// itself where it has the room.
const (
	wideFrom    = 100 // cells from which list and article stand side by side
	leastList   = 24
	leastBeside = 44 // of the article beside the list
	listStep    = 2  // cells by which a key moves a division
)

// wide reports whether list and article stand side by side.
func (a *App) wide() bool { return a.width >= wideFrom && !a.alone() }

// alone reports whether the article has the whole screen, whatever its size.
func (a *App) alone() bool { return a.memo.Zen && a.reading }

// listWidth is the width of the list beside the article: what the reader made
// it, as far as there is room, or else a part of the terminal's.
func (a *App) listWidth() int {
	if a.memo.List > 0 {
		return max(min(a.memo.List, a.width-1-leastBeside), leastList)
	}
	return min(max(a.width*3/10, 36), 60)
}

// layout gives the screens their sizes; a pane that comes into sight is
// filled.
func (a *App) layout() tea.Cmd {
	height := max(a.height-1, 0)
	a.reader.SetZen(a.alone())
	if !a.wide() {
		a.setTabs(a.width)
		a.side().SetSize(a.width, height)
		a.reader.SetSize(a.width, height)
		return nil
	}
	a.setTabs(a.listWidth())
	a.side().SetSize(a.listWidth(), height)
	a.reader.SetSize(a.width-a.listWidth()-1, height)
	return a.follow()
}

// dividerKey handles the keys that move the divisions of the screen.
func (a *App) dividerKey(k tea.KeyPressMsg) (tea.Cmd, bool) {
	g := &a.global
	switch {
	case key.Matches(k, g.ListNarrower):
		return a.widenList(a.listWidth() - listStep), true
	case key.Matches(k, g.ListWider):
		return a.widenList(a.listWidth() + listStep), true
	case key.Matches(k, g.MarginNarrower):
		return a.widenMargin(a.reader.MarginWidth() - listStep), true
	case key.Matches(k, g.MarginWider):
		return a.widenMargin(a.reader.MarginWidth() + listStep), true
	}
	return nil, false
}

// widenList gives the list a width in cells and remembers it.
func (a *App) widenList(cells int) tea.Cmd {
	if !a.wide() {
		return a.say("list and article stand side by side from a width of 100 on")
	}
	a.memo.List = max(min(cells, a.width-1-leastBeside), leastList)
	return tea.Batch(a.layout(), a.remember())
}

// widenMargin gives the article's margin a width in cells and remembers it.
func (a *App) widenMargin(cells int) tea.Cmd {
	if a.reader.MarginWidth() == 0 {
		return a.say("there is no margin here")
	}
	a.memo.Margin = max(cells, 1)
	a.reader.SetMarginWidth(a.memo.Margin)
	a.memo.Margin = a.reader.MarginWidth() // as far as there was room
	return a.remember()
}

// toggleZen shows the article alone, or with everything around it again.
func (a *App) toggleZen() tea.Cmd {
	if !a.reading {
		return a.say("an article is shown alone while it is read")
	}
	a.memo.Zen = !a.memo.Zen
	return tea.Batch(a.layout(), a.remember())
}

// edge is a division of the screen that the mouse can drag.
type edge int

const (
	noEdge edge = iota
	listEdge
	marginEdge
)

// edgeAt returns the division at a column, as far as it is not a scrollbar
// there.
func (a *App) edgeAt(x, y int) edge {
	switch m := a.reader.MarginWidth(); {
	case a.wide() && x == a.listWidth():
		return listEdge
	case a.reader.OnScrollbar(a.inReader(x), y):
	case m > 0 && (a.wide() || a.reading) && (x == a.width-m-2 || x == a.width-m-1):
		return marginEdge
	}
	return noEdge
}

// inReader returns where a column of the screen is in the article.
func (a *App) inReader(x int) int {
	if a.wide() {
		return x - a.listWidth() - 1
	}
	return x
}

// drag moves a division with the mouse; it reports whether the message was for
// one.
func (a *App) drag(msg tea.MouseMsg) (tea.Cmd, bool) {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft && m.Y < a.height-1 {
			a.dragged = a.edgeAt(m.X, m.Y)
		}
		return nil, a.dragged != noEdge
	case tea.MouseMotionMsg:
		switch a.dragged {
		case listEdge:
			return a.widenList(m.X), true
		case marginEdge:
			return a.widenMargin(a.width - m.X - 2), true
		case noEdge:
		}
	case tea.MouseReleaseMsg:
		was := a.dragged
		a.dragged = noEdge
		return nil, was != noEdge
	}
	return nil, false
}
