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

-- A word that is longer than a line may break anywhere, since nothing else would break it.
local LONGEST, PIECE = 28, 4
local function breakable(text)
  if utf8.len(text) <= LONGEST then return nil end
  local pieces, count = {}, 0
  for _, code in utf8.codes(text) do
    count = count + 1
    table.insert(pieces, utf8.char(code))
    if count % PIECE == 0 then table.insert(pieces, utf8.char(0x200B)) end
  end
  return table.concat(pieces)
end

-- At the start of a cell these would begin a list or a heading; others become signs that nobody wrote.
function Str(text)
  local broken = breakable(text.text)
  if broken then return pandoc.RawInline('typst', '#' .. quoted(broken)) end
  if text.text:match('^%d+%.$') or text.text:match('^[-+/=]+$') or text.text:match('%.%.%.') or text.text:match('%-%A') then
    return pandoc.RawInline('typst', '#' .. quoted(text.text))
  end
end

function Span(span)
  -- pandoc would mark it with yellow.
  span.classes = span.classes:filter(function(class) return class ~= 'mark' end)
  local language = span.attributes.lang
  if language then
    local code = language:match('^%a+')
    local script = language:find('-Hant', 1, true) and ', region: "TW"' or ''
    table.insert(span.content, 1, pandoc.RawInline('typst', '#text(lang: ' .. quoted(code) .. script .. ')['))
    table.insert(span.content, pandoc.RawInline('typst', ']'))
    span.attributes.lang = nil
  end
  return span
end

local function wrapped(before, blocks, after)
  table.insert(blocks, 1, pandoc.RawBlock('typst', before))
  table.insert(blocks, pandoc.RawBlock('typst', after))
  return blocks
end

function Div(div)
  if div.classes:includes('subtitle') then return wrapped('#subtitle[', div.content, ']') end
  if div.classes:includes('source') then return wrapped('#source[', div.content, ']') end
end

function DefinitionList(list)
  local blocks = pandoc.Blocks({})
  for _, item in ipairs(list.content) do
    blocks:extend(wrapped('#lead[' .. pandoc.utils.stringify(item[1]) .. '][', item[2][1], ']'))
  end
  blocks:insert(pandoc.RawBlock('typst', '#spot()'))
  return blocks
end

-- Marks behind what ends a page, by which its fullness is measured.
local ENDS = {Para = '#spot()', Div = '#spot()', BulletList = '#spot()', OrderedList = '#spot()', CodeBlock = '#spot()', Table = '#spot(below: 1.6em)'}

local function closes(block)
  return block and block.t == 'RawBlock' and block.text:match('^%]')
end

local SHORT = 8 -- rows of a table that is not kept whole

local function rows_of(table)
  local number = 0
  for _, body in ipairs(table.bodies) do number = number + #body.body end
  return number
end

function Pandoc(document)
  local found, tables = pandoc.Blocks({}), 0
  for place, block in ipairs(document.blocks) do
    if block.t == 'Table' and rows_of(block) < SHORT then
      tables = tables + 1
      local before = '#whole(' .. quoted('table-' .. tables) .. ')['
      found:extend(wrapped(before, pandoc.Blocks({block}), ']'))
    else
      found:insert(block)
    end
    local mark = ENDS[block.t]
    if mark and not closes(document.blocks[place + 1]) then found:insert(pandoc.RawBlock('typst', mark)) end
  end
  document.blocks = found
  return document
end

local GOES_WITH = {Figure = true, Table = true, BulletList = true}

-- A paragraph between a heading and a chart, a table or a list goes with both to the next page, where there is no room on this one.
function Blocks(blocks)
  local found = pandoc.Blocks({})
  for place, block in ipairs(blocks) do
    local before, after = blocks[place - 1], blocks[place + 1]
    if block.t == 'Para' and before and before.t == 'Header' and after and GOES_WITH[after.t] then
      found:extend(wrapped('#block(sticky: true)[', pandoc.Blocks({block}), ']'))
    else
      found:insert(block)
    end
  end
  return found
end
