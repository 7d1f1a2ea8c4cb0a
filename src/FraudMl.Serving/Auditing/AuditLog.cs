using System.Security.Cryptography;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads audit logs: whether they are as they were written, and what a model says of their transactions today.</summary>
public static class AuditLog
{
    private const int MostDifferences = 100;

    /// <summary>Checks every record and the chain through all files; the log may be in use.</summary>
    /// <param name="path">The folder of the log; or one file of it, whose first record then has nothing to hang on.</param>
    /// <param name="anchor">The hash of a record that was noted elsewhere, which the log must have. Default: none.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such folder or file.</exception>
    public static AuditVerification Verify(string path, string? anchor = null)
    {
        string[] files = FilesOf(path);
        (AuditLink? last, long first, long count, bool isAnchored) = (null, 0, 0, anchor is null);
        AuditVerification Result(string? file = null, int? line = null, string? problem = null) => new()
        {
            IsWhole = problem is null,
            RecordCount = count,
            FirstSequence = first,
            LastSequence = last?.Sequence ?? 0,
            LastHash = last?.Hash ?? AuditChain.Origin,
            BrokenFile = file,
            BrokenLine = line,
            Problem = problem,
        };
        foreach (string file in files)
        {
            foreach (AuditLine line in AuditFiles.Lines(file))
            {
                string name = Path.GetFileName(file);
                if (!line.IsEnded)
                    return Result(name, line.Number, "it has no end, as a killed process leaves it; the server cuts it off at its start.");
                if (!AuditChain.TryRead(line.Bytes.Span, out AuditLink link))
                    return Result(name, line.Number, "it does not have its own hash.");
                if (last is { } before && link.Previous != before.Hash)
                    return Result(name, line.Number, "it does not hang on the record before.");
                if (last is { } ahead ? link.Sequence != ahead.Sequence + 1 : link.Sequence == 1 && link.Previous != AuditChain.Origin)
                    return Result(name, line.Number, "its number is not the next.");
                if (last is null) first = link.Sequence;
                (last, count) = (link, count + 1);
                isAnchored |= link.Hash == anchor;
            }
        }

        return isAnchored ? Result() : Result(files.Length == 0 ? null : Path.GetFileName(files[^1]), null,
            "the log does not have the record whose hash was noted: it was cut off, or written anew.");
    }

    /// <summary>Scores all recorded transactions again and compares probabilities and decisions to the bit.</summary>
    /// <remarks>Only records with inputs can be: <see cref="FraudAuditOptions.KeepInputs"/>. Verify the log first.</remarks>
    /// <param name="directory">The folder of the log.</param>
    /// <param name="model">The model: the one that answered, or another to see what it would have answered.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such folder, or a line is no record.</exception>
    public static AuditReplay Replay(string directory, FraudModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var counts = new ReplayCounts();
        var audited = AuditedModel.Of(model);
        foreach (string file in FilesOf(directory))
        {
            foreach (AuditLine line in AuditFiles.Lines(file))
            {
                if (!AuditChain.TryRead(line.Bytes.Span, out AuditLink link))
                    throw new FraudMlException(FormattableString.Invariant(
                        $"Line {line.Number} of '{file}' is no whole record. See AuditLog.Verify."));
                using JsonDocument record = JsonDocument.Parse(line.Bytes);
                counts.RecordCount++;
                Replay(model, audited, record.RootElement, link.Sequence, Path.GetFileName(file), line.Number, counts);
            }
        }

        return counts.ToReplay();
    }

    private static void Replay(
        FraudModel model, AuditedModel audited, JsonElement record, long sequence, string file, int line, ReplayCounts counts)
    {
        using ScoringSession session = model.OpenSession(1);
        if (!record.TryGetProperty("inputs", out JsonElement inputs) || !audited.TryReadInputs(inputs, session, 0))
        {
            counts.WithoutInputsCount++;
            return;
        }

        session.Score();
        counts.ReplayedCount++;
        bool isSameModel = audited.Digest is { } digest && record.GetProperty("digest").GetString() == digest;
        if (isSameModel) counts.OfThisModelCount++;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        audited.Hash(session, 0, hash);
        if (isSameModel && Convert.ToHexStringLower(hash) != record.GetProperty("inputsHash").GetString()) counts.OtherInputsCount++;
        double? recorded = NumberOf(record.GetProperty("probability"));
        double? replayed = session.Probabilities[0] is var probability && double.IsFinite(probability) ? probability : null;
        bool? was = record.GetProperty("decision") is { ValueKind: not JsonValueKind.Null } decided ? decided.GetBoolean() : null;
        bool? now = FlagOf(session);
        bool isOther = recorded != replayed, isDecidedOtherwise = was != now;
        if (isOther) counts.OtherProbabilityCount++;
        if (isDecidedOtherwise) counts.OtherDecisionCount++;
        if ((isOther || isDecidedOtherwise) && counts.Differences.Count < MostDifferences)
            counts.Differences.Add(new AuditDifference(sequence, file, line, recorded, replayed, was, now));
    }

    private static bool? FlagOf(ScoringSession session)
    {
        try
        {
            return session.Flags is [var flag] ? flag : null;
        }
        catch (FraudMlException)
        {
            return null;
        }
    }

    private static double? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static string[] FilesOf(string path) => File.Exists(path) ? [path] : Directory.Exists(path)
        ? AuditFiles.Of(path)
        : throw new FraudMlException($"There is no folder '{path}' with an audit log, and no such file of one.");

    private sealed class ReplayCounts
    {
        public long RecordCount, ReplayedCount, OfThisModelCount, WithoutInputsCount;

        public long OtherProbabilityCount, OtherDecisionCount, OtherInputsCount;

        public List<AuditDifference> Differences { get; } = [];

        public AuditReplay ToReplay() => new()
        {
            RecordCount = RecordCount,
            ReplayedCount = ReplayedCount,
            OfThisModelCount = OfThisModelCount,
            WithoutInputsCount = WithoutInputsCount,
            OtherProbabilityCount = OtherProbabilityCount,
            OtherDecisionCount = OtherDecisionCount,
            OtherInputsCount = OtherInputsCount,
            Differences = Differences,
        };
    }
}
