namespace FraudMl;

/// <summary>Follows SQL to tell whether what comes next stands between quotes; comments have none.</summary>
internal sealed class SqlQuotes
{
    private const char LineComment = '-', BlockComment = '/';

    private char _open;
    private char _before;

    /// <summary>Whether what comes next stands in a text or a quoted name.</summary>
    public bool IsInside => _open is '\'' or '"' or '`';

    public void Read(ReadOnlySpan<char> sql)
    {
        foreach (char letter in sql)
        {
            char before = _before;
            _before = letter;
            if (_open == default)
            {
                _open = (before, letter) switch
                {
                    (_, '\'' or '"' or '`') => letter,
                    ('-', '-') => LineComment,
                    ('/', '*') => BlockComment,
                    _ => default,
                };
            }
            else if (_open is LineComment ? letter == '\n' : _open is BlockComment ? (before, letter) == ('*', '/')
                : letter == _open && !(before == '\\' && _open != '`'))
            {
                _open = default;
                _before = default;
            }
            else if (before == '\\')
            {
                // A backslash that was escaped escapes nothing.
                _before = default;
            }
        }
    }
}
