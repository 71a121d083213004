package parse

import (
	htmltomarkdown "github.com/JohannesKaufmann/html-to-markdown/v2"
)

func (r *reading) readHTML(s string) error {
	md, err := htmltomarkdown.ConvertString(s)
	r.markdown = md
	return err
}
