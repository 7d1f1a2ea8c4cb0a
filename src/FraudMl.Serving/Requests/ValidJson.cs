using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads on in JSON that is known to be valid, which needs no looking for mistakes: separators are passed like white
/// space.</summary>
internal ref struct ValidJson(ReadOnlySpan<byte> json, int at)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>Where the next token begins, once <see cref="Next"/> has looked for it.</summary>
    public int At { get; private set; } = at;

    /// <summary>Finds the next token, and returns the byte it begins with.</summary>
    public byte Next()
    {
        int at = At;
        byte next = _json[at];
        while (next is <= 0x20 or (byte)',' or (byte)':') next = _json[++at];
        At = at;
        return next;
    }

    /// <summary>Passes the bracket or brace that is next.</summary>
    public void PassBracket()
    {
        Next();
        At++;
    }

    /// <summary>The JSON from here on.</summary>
    public readonly ReadOnlySpan<byte> Rest => _json[At..];

    /// <summary>Passes so many bytes.</summary>
    public void Pass(int length) => At += length;

    /// <summary>Takes a number, if that is next and can be read quickly.</summary>
    public bool TryTake(out float number)
    {
        Next();
        int length = FloatText.Read(_json[At..], out number);
        At += length;
        return length > 0;
    }

    /// <summary>Takes a value that is no list and no dictionary; of those it only tells the kind.</summary>
    public JsonCell Take()
    {
        int start = At;
        switch (Next())
        {
            case (byte)'"':
                start = At + 1;
                bool isEscaped = PassText();
                return new(JsonTokenType.String, _json[start..(At - 1)], isEscaped);
            case (byte)'{':
                return new(JsonTokenType.StartObject, [], isEscaped: false);
            case (byte)'[':
                return new(JsonTokenType.StartArray, [], isEscaped: false);
            case var first:
                start = At;
                PassScalar();
                JsonTokenType kind = first switch
                {
                    (byte)'n' => JsonTokenType.Null,
                    (byte)'t' => JsonTokenType.True,
                    (byte)'f' => JsonTokenType.False,
                    _ => JsonTokenType.Number,
                };
                return new(kind, _json[start..At], isEscaped: false);
        }
    }

    /// <summary>Passes a value of any kind.</summary>
    public void Skip()
    {
        int levels = 0;
        do
        {
            switch (Next())
            {
                case (byte)'"':
                    PassText();
                    break;
                case (byte)'{' or (byte)'[':
                    levels++;
                    At++;
                    break;
                case (byte)'}' or (byte)']':
                    levels--;
                    At++;
                    break;
                default:
                    PassScalar();
                    break;
            }
        }
        while (levels > 0);
    }

    // Returns whether it has escapes.
    private bool PassText()
    {
        bool isEscaped = false;
        for (At++; _json[At] != '"'; At++)
        {
            if (_json[At] != '\\') continue;
            isEscaped = true;
            At++;
        }

        At++;
        return isEscaped;
    }

    private void PassScalar()
    {
        while (At < _json.Length && _json[At] > ' ' && _json[At] is not ((byte)',' or (byte)']' or (byte)'}')) At++;
    }
}

/// <summary>A value of a JSON document: without quotes, and with its escapes.</summary>
internal readonly ref struct JsonCell(JsonTokenType kind, ReadOnlySpan<byte> value, bool isEscaped)
{
    public JsonCell(scoped in Utf8JsonReader reader)
        : this(reader.TokenType, reader.ValueSpan, reader.ValueIsEscaped)
    {
    }

    public JsonTokenType Kind { get; } = kind;

    public ReadOnlySpan<byte> Value { get; } = value;

    public bool IsEscaped { get; } = isEscaped;
}
