using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FraudMl.Serving;

/// <summary>Names a request that may be sent again: the caller's word for it, and whose it is.</summary>
internal readonly record struct IdempotencyKey(string Caller, string Text);

/// <summary>
/// The answers of requests that have an idempotency key: whoever sends the same again gets the first one, and is not scored twice.
/// Bounded by number, age and bytes.
/// </summary>
internal sealed class FirstAnswers(FraudScoringOptions options, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;
    private const long MostBytes = 64 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<IdempotencyKey, FirstAnswer> _answers = [];
    private readonly Queue<FirstAnswer> _byAge = [];
    private long _bytes;

    /// <summary>Returns the key of a request; null when it has none.</summary>
    /// <exception cref="ScoringInputException">Thrown when the header holds no key.</exception>
    public IdempotencyKey? KeyOf(HttpContext context)
    {
        if (options.IdempotencyKeyCount == 0 || !context.Request.Headers.TryGetValue(Header, out StringValues values)) return null;
        if (values is not [{ Length: > 0 and <= LongestKey } text] || !text.All(c => c is > ' ' and <= '~'))
            throw ScoringInputException.BadRequest($"{Header} must be one text of 1 to {LongestKey} visible ASCII characters.");

        // One caller must not get what another was answered.
        return new IdempotencyKey(context.User.Identity?.Name ?? "", text);
    }

    /// <summary>Returns the answer of the first request with a key; one that is not given is the caller's to give, and to end.</summary>
    /// <exception cref="ScoringInputException">Thrown when the key was used for another request.</exception>
    public async ValueTask<FirstAnswer> ClaimAsync(IdempotencyKey key, HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        byte[] hash = HashOf(context.Request, contentType, body.Span);
        while (true)
        {
            FirstAnswer? answer;
            lock (_gate)
            {
                Forget();
                if (!_answers.TryGetValue(key, out answer)) return _answers[key] = new FirstAnswer(this, key, hash, time.GetTimestamp());
            }

            if (!answer.IsTo(hash))
                throw ScoringInputException.BadRequest($"The {Header} was used for another request before. Use a new one for each.",
                    StatusCodes.Status422UnprocessableEntity);

            // The first may still be at it. If it fails, this one may be the first.
            await answer.Ended.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (answer.IsGiven) return answer;
        }
    }

    /// <summary>Keeps an answer that was given, or gives its place up.</summary>
    internal void End(FirstAnswer answer)
    {
        lock (_gate)
        {
            if (!answer.IsGiven)
            {
                _answers.Remove(answer.Key);
                return;
            }

            _byAge.Enqueue(answer);
            _bytes += answer.Length;
            Forget();
        }
    }

    private void Forget()
    {
        while (_byAge.TryPeek(out FirstAnswer? oldest) && (_byAge.Count > options.IdempotencyKeyCount || _bytes > MostBytes
            || time.GetElapsedTime(oldest.Began) > options.IdempotencyAge))
        {
            _byAge.Dequeue();
            _bytes -= oldest.Length;
            _answers.Remove(oldest.Key);
        }
    }

    private static byte[] HashOf(HttpRequest request, string contentType, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.PathBase}{request.Path}{request.QueryString}\n{contentType}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
