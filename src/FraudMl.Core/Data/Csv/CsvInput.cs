namespace FraudMl;

/// <summary>The text of a CSV file: the delimiter is found out, Excel's <c>sep=</c> line is taken away, and so are byte order marks at the beginning of lines.</summary>
internal sealed class CsvInput : TextReader
{
    private const char Mark = '\uFEFF';
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    private readonly TextReader _text;
    private readonly char _quote;
    private readonly char[] _head = new char[1 << 16];
    private int _from;
    private int _end;
    private bool _isQuoted;
    private bool _isLineStart = true;

    public CsvInput(TextReader text, CsvOptions options)
    {
        (_text, _quote) = (text, options.Quote);
        int count = text.ReadBlock(_head, 0, _head.Length);
        _end = WithoutMarks(_head.AsSpan(0, count));
        ReadOnlySpan<char> head = _head.AsSpan(0, _end);
        char? told = SeparatorLine(head, out int length);
        _from = length;
        FirstLine = length > 0 ? 2 : 1;
        Delimiter = options.Delimiter ?? told ?? DelimiterOf(head);
    }

    public char Delimiter { get; }

    /// <summary>The line that the text begins on, from 1.</summary>
    public int FirstLine { get; }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (_from < _end)
        {
            int count = Math.Min(buffer.Length, _end - _from);
            _head.AsSpan(_from, count).CopyTo(buffer);
            _from += count;
            return count;
        }

        while (_text.Read(buffer) is > 0 and int count)
        {
            if (WithoutMarks(buffer[..count]) is > 0 and int kept) return kept;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _text.Dispose();
        base.Dispose(disposing);
    }

    // Files put one behind the other have a mark in the middle; inside quotes it is a letter like any other.
    private int WithoutMarks(Span<char> text)
    {
        int kept = text.Length;
        if (text.Contains(Mark))
        {
            kept = 0;
            foreach (char letter in text)
            {
                if (letter == Mark && _isLineStart && !_isQuoted) continue;
                if (letter == _quote) _isQuoted = !_isQuoted;
                _isLineStart = letter is '\n' or '\r';
                text[kept++] = letter;
            }
        }
        else if (kept > 0)
        {
            if (text.Count(_quote) % 2 == 1) _isQuoted = !_isQuoted;
            _isLineStart = text[^1] is '\n' or '\r';
        }

        return kept;
    }

    private static char? SeparatorLine(ReadOnlySpan<char> head, out int length)
    {
        length = 0;
        if (head.Length < 6 || !head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || head[5] is not ('\r' or '\n')) return null;
        length = head[5..].StartsWith("\r\n") ? 7 : 6;
        return head[4];
    }

    private char DelimiterOf(ReadOnlySpan<char> head)
    {
        Span<int> inHeader = stackalloc int[Delimiters.Length], inRow = stackalloc int[Delimiters.Length];
        ReadOnlySpan<char> rest = Count(head.TrimStart("\r\n"), inHeader);
        Count(rest.TrimStart("\r\n"), inRow);
        int best = 0;
        for (int i = 1; i < Delimiters.Length; i++)
        {
            // Of two that are there equally often, the one that the next row has equally often too.
            bool isCloser = inHeader[i] == inHeader[best] && inRow[i] == inHeader[i] && inRow[best] != inHeader[best];
            if (inHeader[i] > inHeader[best] || (isCloser && inHeader[i] > 0)) best = i;
        }

        return Delimiters[best];
    }

    /// <summary>Counts the delimiters of a record outside of quotes, and returns what stands behind it.</summary>
    private ReadOnlySpan<char> Count(ReadOnlySpan<char> text, Span<int> counts)
    {
        bool isQuoted = false, isStart = true;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            int delimiter = Delimiters.IndexOf(letter);
            if (letter == _quote && (isQuoted || isStart || text[i - 1] == _quote)) isQuoted = !isQuoted;
            else if (isQuoted) continue;
            else if (letter is '\r' or '\n') return text[i..];
            else if (delimiter >= 0) counts[delimiter]++;
            isStart = delimiter >= 0;
        }

        return [];
    }
}
