"""The charts of the report, drawn with Altair and kept as SVG: one module a chart."""
