using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl.Serving;

/// <summary>
/// Passes over JSON of the kind that nearly every request is made of. What it passes is JSON; whatever it does not pass (a mistake, an
/// escape, deep nesting) is left to <see cref="System.Text.Json.Utf8JsonReader"/>, which takes several times as long.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> json, int at)
{
    private const int MostLevels = 16;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at = at;

    public readonly int At => _at;

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd() => Next() == 0 && _at == _json.Length;

    /// <summary>Passes a value; false where it can't.</summary>
    public bool TryPass(int levels = MostLevels)
    {
        switch (Next())
        {
            case (byte)'"':
                return TryPassText();
            case (byte)'[' when levels > 0:
                _at++;
                if (!TryPassItems(ofObjects: false, out _, levels - 1)) return false;
                _at++;
                return true;
            case (byte)'{' when levels > 0:
                return TryPassObject(levels - 1);
            case (byte)'t':
                return TryPassLiteral("true"u8);
            case (byte)'f':
                return TryPassLiteral("false"u8);
            case (byte)'n':
                return TryPassLiteral("null"u8);
            default:
                return TryPassNumber();
        }
    }

    /// <summary>Passes and counts the values of an array whose bracket is behind, up to the bracket that closes it.</summary>
    public bool TryPassItems(bool ofObjects, out int count, int levels = MostLevels)
    {
        count = 0;
        if (Next() == ']') return true;
        while ((!ofObjects || Next() == '{') && TryPass(levels))
        {
            count++;
            byte next = Next();
            if (next == ']') return true;
            if (next != ',') return false;
            _at++;
        }

        return false;
    }

    private bool TryPassObject(int levels)
    {
        _at++;
        if (Next() == '}') return TryPassByte((byte)'}');
        while (Next() == '"' && TryPassText() && TryPassByte((byte)':') && TryPass(levels))
        {
            if (Next() == '}') return TryPassByte((byte)'}');
            if (!TryPassByte((byte)',')) return false;
        }

        return false;
    }

    private bool TryPassText()
    {
        for (int at = _at + 1; at < _json.Length; at++)
        {
            byte next = _json[at];
            if (next == '"')
            {
                _at = at + 1;
                return true;
            }

            if (next is < 0x20 or (byte)'\\') return false;
        }

        return false;
    }

    private bool TryPassNumber()
    {
        if (Peek() == '-') _at++;
        if (Peek() == '0') _at++;
        else if (!TryPassDigits()) return false;
        if (Peek() == '.')
        {
            _at++;
            if (!TryPassDigits()) return false;
        }

        if ((Peek() | 0x20) != 'e') return true;
        _at++;
        if (Peek() is (byte)'-' or (byte)'+') _at++;
        return TryPassDigits();
    }

    // At least one.
    private bool TryPassDigits()
    {
        int start = _at;
        while (_json.Length - _at >= Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_json), (nuint)_at) - Vector128.Create((byte)'0');
            uint others = Vector128.GreaterThan(bytes, Vector128.Create((byte)9)).ExtractMostSignificantBits();
            if (others != 0)
            {
                _at += BitOperations.TrailingZeroCount(others);
                return _at > start;
            }

            _at += Vector128<byte>.Count;
        }

        while ((uint)(Peek() - '0') <= 9) _at++;
        return _at > start;
    }

    private bool TryPassLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_json[_at..].StartsWith(literal)) return false;
        _at += literal.Length;
        return true;
    }

    private bool TryPassByte(byte wanted)
    {
        if (Next() != wanted) return false;
        _at++;
        return true;
    }

    private readonly byte Peek() => _at < _json.Length ? _json[_at] : (byte)0;

    // The next byte that is no white space; 0 at the end.
    private byte Next()
    {
        while (_at < _json.Length)
        {
            byte next = _json[_at];
            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return next;
            _at++;
        }

        return 0;
    }
}
