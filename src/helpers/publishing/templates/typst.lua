-- What pandoc drops on the way to Typst: the alt text of charts, the language of words, and plain text that looks like markup.
local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  return pandoc.RawInline('typst', '#picture(' .. quoted(image.src) .. ', ' .. quoted(alt) .. ')')
end

-- Left is Typst's habit everywhere but inside a centred table.
function Table(table)
  for _, column in ipairs(table.colspecs) do
    if column[1] == 'AlignDefault' then column[1] = 'AlignLeft' end
  end
  return table
end

-- At the start of a cell these would begin a list or a heading; others become signs that nobody wrote.
function Str(text)
  if text.text:match('^%d+%.$') or text.text:match('^[-+/=]+$') or text.text:match('%.%.%.') or text.text:match('%-%A') then
    return pandoc.RawInline('typst', '#' .. quoted(text.text))
  end
end

function Span(span)
  local language = span.attributes.lang
  if language then
    local code = language:match('^%a+')
    local script = language:find('-Hant', 1, true) and ', region: "TW"' or ''
    table.insert(span.content, 1, pandoc.RawInline('typst', '#text(lang: ' .. quoted(code) .. script .. ')['))
    table.insert(span.content, pandoc.RawInline('typst', ']'))
    span.attributes.lang = nil
    return span
  end
end

local function wrapped(before, blocks, after)
  table.insert(blocks, 1, pandoc.RawBlock('typst', before))
  table.insert(blocks, pandoc.RawBlock('typst', after))
  return blocks
end

function Div(div)
  if div.classes:includes('source') then return wrapped('#source[', div.content, ']') end
end

function DefinitionList(list)
  local blocks = pandoc.Blocks({})
  for _, item in ipairs(list.content) do
    blocks:extend(wrapped('#lead[' .. pandoc.utils.stringify(item[1]) .. '][', item[2][1], ']'))
  end
  return blocks
end

-- A paragraph between a heading and a chart goes with both to the next page, where the chart has no room on this one.
function Blocks(blocks)
  local found = pandoc.Blocks({})
  for place, block in ipairs(blocks) do
    local before, after = blocks[place - 1], blocks[place + 1]
    if block.t == 'Para' and before and before.t == 'Header' and after and after.t == 'Figure' then
      found:extend(wrapped('#block(sticky: true)[', pandoc.Blocks({block}), ']'))
    else
      found:insert(block)
    end
  end
  return found
end
