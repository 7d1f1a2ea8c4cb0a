using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FraudMl.Serving;

/// <summary>The answer of the first request with an idempotency key, once there is one.</summary>
internal sealed class FirstAnswer(FirstAnswers answers, IdempotencyKey key, byte[] requestHash, long began)
{
    /// <summary>The header that tells an answer that was given before.</summary>
    public const string RepeatedHeader = "Idempotent-Replayed";

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _body = [];
    private KeyValuePair<string, StringValues>[] _headers = [];

    public IdempotencyKey Key => key;

    public long Began => began;

    public int Length => _body.Length;

    /// <summary>Ends with the first request, answered or refused.</summary>
    public Task Ended => _ended.Task;

    public bool IsGiven { get; private set; }

    /// <summary>Returns whether it is the answer to a request with this hash.</summary>
    public bool IsTo(byte[] hash) => requestHash.AsSpan().SequenceEqual(hash);

    /// <summary>Takes what the first request is answered.</summary>
    public void Give(IHeaderDictionary headers, RequestBuffers buffers)
    {
        (_headers, _body) = ([.. headers], buffers.Answer.WrittenSpan.ToArray());
        IsGiven = true;
    }

    /// <summary>Lets those who wait go on.</summary>
    public void End()
    {
        answers.End(this);
        _ended.SetResult();
    }

    /// <summary>Answers another request the same.</summary>
    public void Repeat(IHeaderDictionary headers, RequestBuffers buffers)
    {
        foreach ((string name, StringValues value) in _headers) headers[name] = value;
        headers[RepeatedHeader] = "true";
        buffers.Answer.Write(_body);
    }
}
