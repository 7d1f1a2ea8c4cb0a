using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>A model that ML.NET keeps closed is a blob, and a blob from a file is opened only where the host says so.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class MlNetModelTests
{
    private static readonly Dataset Rows = FeatureData.Rows(200);

    [Fact]
    public void A_model_of_ML_NET_loads_only_where_the_host_turned_that_on()
    {
        using IDisposable off = LoadSwitch.Set(false);
        FraudModel model = Fitted();
        byte[] saved = Saved(model);

        Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(saved)).Score(Rows)).Message
            .ShouldContain("call AppContext.SetSwitch(\"FraudMl.LoadMlNetTransformers\", true) before loading it.");

        using IDisposable on = LoadSwitch.Set(true);
        FraudModel.Load(new MemoryStream(saved)).Score(Rows).ShouldBe(model.Score(Rows));
    }

    [Fact]
    public void A_model_that_was_trained_here_scores_without_the_switch()
    {
        using IDisposable off = LoadSwitch.Set(false);

        Fitted().Score(Rows).ShouldAllBe(score => score > 0 && score < 1);
    }

    [Fact]
    public void A_blob_that_ML_NET_cannot_read_is_explained()
    {
        FraudModel model = Fitted();
        byte[] saved = StepContractCases.WithPayload(Saved(model),
            json => System.Text.RegularExpressions.Regex.Replace(json, "\"zip\":\"[^\"]*", "\"zip\":\"AAAA"));
        using IDisposable on = LoadSwitch.Set(true);

        Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(saved)).Score(Rows)).Message
            .ShouldStartWith("ML.NET can't load");
    }

    [Fact]
    public void A_blob_made_here_opens_and_one_from_a_file_asks_the_switch()
    {
        const string loadSwitch = "FraudMl.Tests.Open";
        var made = new ForeignBlob([1, 2, 3]);
        var loaded = new ModelJson().Read<ForeignBlob>(new ModelJson().Write(made, "The blob"));

        made.Open(loadSwitch, "a thing").ReadByte().ShouldBe(1);
        Should.Throw<FraudMlException>(() => loaded.Open(loadSwitch, "a thing, whose file decides")).Message.ShouldBe(
            "This model holds a thing, whose file decides. If you trust the file, call AppContext.SetSwitch(\"FraudMl.Tests.Open\", true) "
            + "before loading it.");
        AppContext.SetSwitch(loadSwitch, true);
        loaded.Open(loadSwitch, "a thing").ReadByte().ShouldBe(1);
        AppContext.SetSwitch(loadSwitch, false);
        Should.Throw<FraudMlException>(() => loaded.Open(loadSwitch, "a thing"));
    }

    private static FraudModel Fitted() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers).Drop(Columns.Texts).Drop(Columns.Timestamps)
        .Train(Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 200, treeDepth: 1)))
        .Build().Fit(Rows);

    private static byte[] Saved(FraudModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
