package parse

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The bounds of a table. What turns a table into Markdown fills every row up
// to the widest and repeats a cell for each row and column that it spans, so
// that a page of a few kilobytes could ask for gigabytes.
const (
	maxColumnSpan = 64
	maxRowSpan    = 256
	maxCells      = 200_000 // of one table, rows times columns
)

// boundTables bounds the spans of cells. A table that would still have too
// many cells becomes paragraphs, one a row.
func boundTables(doc *html.Node) {
	var large []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Table {
			continue
		}
		rows, columns := grid(n)
		if rows*columns > maxCells {
			large = append(large, n)
		}
	}
	for _, n := range large {
		for c := range n.Descendants() {
			switch c.DataAtom {
			case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot:
				rename(c, atom.Div)
			case atom.Tr:
				rename(c, atom.P)
			case atom.Td, atom.Th:
				rename(c, atom.Span)
				c.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
			}
		}
		rename(n, atom.Div)
	}
}

func rename(n *html.Node, a atom.Atom) { n.Data, n.DataAtom, n.Attr = a.String(), a, nil }

// grid bounds the spans in a table and returns how many rows and columns it
// has with them, those of tables in it too.
func grid(table *html.Node) (rows, columns int) {
	extra := 0 // rows and columns that spans may add to the last ones
	width := map[*html.Node]int{}
	for n := range table.Descendants() {
		switch n.DataAtom {
		case atom.Tr:
			rows++
		case atom.Td, atom.Th:
			down, across := span(n, "rowspan", maxRowSpan), span(n, "colspan", maxColumnSpan)
			width[n.Parent] += across
			columns = max(columns, width[n.Parent])
			extra = max(extra, down-1)
			if down > 1 {
				width[table] += across // it stands in later rows as well
			}
		}
	}
	return rows + extra, columns + width[table]
}

// span returns how many rows or columns a cell takes, and bounds it.
func span(n *html.Node, key string, limit int) int {
	for i := range n.Attr {
		if n.Attr[i].Key != key {
			continue
		}
		v, err := strconv.Atoi(n.Attr[i].Val)
		switch {
		case err != nil || v < 1:
			v = 1
		case v > limit:
			v = limit
		}
		n.Attr[i].Val = strconv.Itoa(v)
		return v
	}
	return 1
}
