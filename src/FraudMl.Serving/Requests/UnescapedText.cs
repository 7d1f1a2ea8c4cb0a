using System.Buffers;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>The bytes of a JSON text or property name, copied only when it has escapes.</summary>
internal readonly ref struct UnescapedText : IDisposable
{
    private readonly byte[]? _rented;

    public UnescapedText(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            Utf8 = reader.ValueSpan;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            Utf8 = _rented.AsSpan(0, reader.CopyString(_rented));
        }
        catch (InvalidOperationException)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            throw ScoringInputException.BadRequest("Invalid input. Ensure that input is a valid JSON formatted string. A text has half of a surrogate pair.");
        }
    }

    public ReadOnlySpan<byte> Utf8 { get; }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }
}
