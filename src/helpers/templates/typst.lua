-- What pandoc drops on the way to Typst: the alt text of charts, and the language of words.
local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  return pandoc.RawInline('typst', '#image(' .. quoted(image.src) .. ', alt: ' .. quoted(alt) .. ', width: 100%)')
end

function Span(span)
  local language = span.attributes.lang
  if language then
    local code, region = language:match('^(%a+)-?(%a*)$')
    local script = region == 'Hant' and ', region: "TW"' or ''
    table.insert(span.content, 1, pandoc.RawInline('typst', '#text(lang: ' .. quoted(code) .. script .. ')['))
    table.insert(span.content, pandoc.RawInline('typst', ']'))
    span.attributes.lang = nil
    return span
  end
end
