package parse

import "readout/briefings"

func (r *reading) details(b *body) briefings.Details {
	d := briefings.Details{Title: r.meta.first(titleKeys...), TitleFrom: briefings.FromMeta}
	if d.Title == "" {
		d.TitleFrom = briefings.FromSentence
		for _, t := range b.blocks(1) {
			d.Title = oneLine(t)
		}
	}
	d.Published = briefings.Date(r.meta.date())
	if d.Published != "" {
		d.PublishedFrom = briefings.FromMeta
	} else if d.Published = dateOfFile(r.name); d.Published != "" {
		d.PublishedFrom = briefings.FromFile
	}
	d.Source = r.meta.first(sourceKeys...)
	d.URL = r.meta.first(urlKeys...)
	d.Lang = r.meta.first(langKeys...)
	d.Kind = briefings.KindOther
	d.Tags = r.meta.tags()
	return d
}
