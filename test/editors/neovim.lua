--- Runs Neovim (0.11 or newer) with the configuration of docs/editors.md on a file. Not part of CI: Debian 12 has an older one. From the root:
---   nvim --headless -u test/editors/neovim.lua test/editors/fit.py
local failed = false
local function expect(what, holds)
  io.stdout:write((holds and 'ok   ' or 'FAIL ') .. what .. '\n')
  failed = failed or not holds
end

local documented = table.concat(vim.fn.readfile('docs/editors.md'), '\n'):match('```lua\n(.-)```')
assert(load(documented))()

local function holds(condition) return vim.wait(10000, condition, 20) end
local function ask(method, extra)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, 'utf-16'), extra or {})
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do return answer.result end
end

vim.api.nvim_create_autocmd('VimEnter', { callback = function()
  expect('the server is attached', holds(function() return #vim.lsp.get_clients({ bufnr = 0, name = 'mcalc' }) > 0 end))

  vim.fn.cursor(3, 6)
  vim.lsp.buf.hover()
  local hover = ''
  holds(function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n') end
    end
    return hover ~= ''
  end)
  io.stdout:write(hover .. '\n')
  expect('a hover shows the result and its verdict', hover:find('∇_w f = 2Xᵀ(Xw − y)', 1, true) ~= nil and hover:find('✓ checked numerically', 1, true) ~= nil)

  expect('a claim that fails is a problem', holds(function() return #vim.diagnostic.get(0) == 1 end) and vim.diagnostic.get(0)[1].lnum == 3)
  expect('names have colours', holds(function() local token = vim.lsp.semantic_tokens.get_at_pos(0, 0, 9); return token ~= nil and token[1] ~= nil and token[1].type == 'matrix' end))

  local lines = vim.api.nvim_buf_line_count(0)
  vim.lsp.buf.code_action({ filter = function(action) return action.title == 'Insert gradient as NumPy' end, apply = true })
  expect('an action inserts the code', holds(function() return vim.api.nvim_buf_line_count(0) > lines end))

  vim.fn.cursor(1, 1)
  vim.fn.search('w :')
  local renamed = ask('textDocument/rename', { newName = 'θ' })
  expect('a rename reaches the inserted code', renamed ~= nil and select(2, vim.inspect(renamed):gsub('θ', '')) > 5)
  vim.cmd(failed and 'cquit' or 'quitall!')
end })
