using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>A reader that looks for mistakes, and leaps over long lists where <see cref="PlainJson"/> passes them.</summary>
internal ref struct JsonPass(ReadOnlySpan<byte> json, bool mayLeap = true)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Utf8JsonReader _reader = new(json);
    private int _origin;

    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>Where reading goes on behind the token.</summary>
    public readonly int Offset => _origin + (int)_reader.BytesConsumed;

    /// <summary>Whether an exception names another place than it means.</summary>
    public bool HasLeapt { get; private set; }

    public bool Read() => _reader.Read();

    public void Skip() => _reader.Skip();

    public readonly bool IsText(ReadOnlySpan<byte> utf8) => _reader.ValueTextEquals(utf8);

    public readonly UnescapedText Text() => new(new JsonCell(_reader));

    /// <summary>Goes from the bracket that opens a list to the one that closes it, and counts the values; false, without moving, where that
    /// takes a thorough look.</summary>
    public bool TryLeap(bool ofObjects, out int count)
    {
        int end = -1;
        count = 0;
        if (mayLeap) end = PlainJson.PassItems(_json, Offset, ofObjects, out count);
        if (end < 0)
        {
            count = 0;
            return false;
        }

        // As far as the reader knows the list is empty.
        _origin = end;
        _reader = new(_json[_origin..], isFinalBlock: true, _reader.CurrentState);
        HasLeapt = true;
        return _reader.Read();
    }

    /// <summary>Whether the document is one value that <see cref="PlainJson"/> passes.</summary>
    public readonly bool IsPlain() => PlainJson.IsDocument(_json);
}
