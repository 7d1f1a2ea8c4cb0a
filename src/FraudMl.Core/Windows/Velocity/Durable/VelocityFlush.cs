namespace FraudMl;

/// <summary>When a <see cref="DurableVelocityStore"/> has its log written to the disk itself. Whatever it is, an event that was
/// acknowledged outlives the process: it was handed to the operating system before.</summary>
public enum VelocityFlush
{
    /// <summary>When the operating system likes: a power cut loses what it had not written.</summary>
    Never,

    /// <summary>Every <see cref="DurableVelocityOptions.FlushInterval"/>: a power cut loses at most the events of that time.</summary>
    Interval,

    /// <summary>Before an event is acknowledged: a power cut loses nothing. Events that come side by side share a write.</summary>
    EachEvent,
}
