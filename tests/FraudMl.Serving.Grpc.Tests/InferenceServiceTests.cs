using System.Runtime.InteropServices;
using FraudMl.Serving.Tests;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving.Grpc.Tests;

/// <summary>inference.GRPCInferenceService over a real socket.</summary>
public sealed class InferenceServiceTests
{
    private const int RowCount = 700;

    [Fact]
    public async Task Typed_contents_score_to_the_bits_of_the_model_and_are_answered_typed()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(RowCount, 9);
        ModelInferRequest request = InferMessages.Typed(rows);
        request.Id = "pay 17";
        ModelInferResponse response = server.Infer(request);
        (response.Id, response.ModelName, response.ModelVersion).ShouldBe(("pay 17", "fraud-model", ""));
        response.Outputs.Select(output => $"{output.Name} {output.Datatype} {string.Join(',', output.Shape)}")
            .ShouldBe(["fraud_probability FP64 700", "fraud_decision INT64 700"]);
        response.Outputs[0].Contents.Fp64Contents.ShouldBe(TestModels.MixedModel.Score(rows));
        response.Outputs[1].Contents.Int64Contents.ShouldBe(TestModels.MixedModel.Decide(rows).Select(flag => flag ? 1L : 0));
        response.RawOutputContents.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Raw_contents_score_to_the_bits_of_the_model_and_are_answered_raw()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.MixedModel);
        Dataset rows = TestModels.Mixed(RowCount, 9);
        ModelInferResponse response = server.Infer(InferMessages.Raw(rows));
        MemoryMarshal.Cast<byte, double>(response.RawOutputContents[0].Span).ToArray().ShouldBe(TestModels.MixedModel.Score(rows));
        MemoryMarshal.Cast<byte, long>(response.RawOutputContents[1].Span).ToArray().Select(flag => flag == 1)
            .ShouldBe(TestModels.MixedModel.Decide(rows));
        response.Outputs.ShouldAllBe(output => output.Contents == null);
    }

    [Fact]
    public async Task One_tensor_takes_all_inputs_where_they_are_numbers()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.CreditCardModel);
        Dataset rows = InferMessages.Numbers(TestModels.CreditCardModel, 300);
        ModelInferResponse response = server.Infer(InferMessages.Matrix(rows));
        MemoryMarshal.Cast<byte, double>(response.RawOutputContents.Single().Span).ToArray()
            .ShouldBe(TestModels.CreditCardModel.Score(rows));
    }

    [Fact]
    public async Task Every_list_of_contents_feeds_a_number()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.CreditCardModel);
        double[] probabilities = [.. new (string Type, Action<InferTensorContents> Fill)[]
        {
            ("BOOL", contents => contents.BoolContents.AddRange(Enumerable.Repeat(true, 30))),
            ("INT8", contents => contents.IntContents.AddRange(Enumerable.Repeat(1, 30))),
            ("INT16", contents => contents.IntContents.AddRange(Enumerable.Repeat(1, 30))),
            ("INT32", contents => contents.IntContents.AddRange(Enumerable.Repeat(1, 30))),
            ("INT64", contents => contents.Int64Contents.AddRange(Enumerable.Repeat(1L, 30))),
            ("UINT8", contents => contents.UintContents.AddRange(Enumerable.Repeat(1u, 30))),
            ("UINT16", contents => contents.UintContents.AddRange(Enumerable.Repeat(1u, 30))),
            ("UINT32", contents => contents.UintContents.AddRange(Enumerable.Repeat(1u, 30))),
            ("UINT64", contents => contents.Uint64Contents.AddRange(Enumerable.Repeat(1ul, 30))),
            ("FP32", contents => contents.Fp32Contents.AddRange(Enumerable.Repeat(1f, 30))),
            ("FP64", contents => contents.Fp64Contents.AddRange(Enumerable.Repeat(1d, 30))),
            ("BYTES", contents => contents.BytesContents.AddRange(Enumerable.Repeat(ByteString.CopyFromUtf8("1"), 30))),
        }.Select(list =>
        {
            var request = new ModelInferRequest { ModelName = InferMessages.Name };
            request.Inputs.Add(InferMessages.Tensor("inputs", list.Type, 1, 30));
            request.Inputs[0].Contents = new InferTensorContents();
            list.Fill(request.Inputs[0].Contents);
            return server.Infer(request).Outputs[0].Contents.Fp64Contents.Single();
        })];
        probabilities.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Outputs_are_those_and_as_the_request_says()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.MixedModel);
        ModelInferRequest request = InferMessages.Typed(TestModels.Mixed(3, 9));
        request.Parameters["binary_data_output"] = new InferParameter { BoolParam = true };
        request.Parameters["priority"] = new InferParameter { Int64Param = 7 };
        request.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "fraud_decision" });
        ModelInferResponse response = server.Infer(request);
        (response.Outputs.Single().Name, response.RawOutputContents.Single().Length).ShouldBe(("fraud_decision", 24));
        request.Outputs[0].Parameters["binary_data"] = new InferParameter { BoolParam = false };
        server.Infer(request).Outputs.Single().Contents.Int64Contents.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Health_and_metadata_tell_the_server_and_its_models()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(services => services
            .AddFraudScoringModel("cards", TestModels.CreditCardModel).AddFraudScoringModel("mixed", TestModels.MixedModel));
        server.Services.GetRequiredKeyedService<ScoringService>("cards").Models
            .Replace(new ServedModel(TestModels.CreditCardModel, "registered", "4"));
        server.Call(InferenceMethods.ServerLive, new()).Live.ShouldBeTrue();
        server.Call(InferenceMethods.ServerReady, new()).Ready.ShouldBeTrue();
        server.Call(InferenceMethods.ServerMetadata, new()).Name.ShouldBe("fraudml");
        server.Call(InferenceMethods.ModelReady, new() { Name = "mixed" }).Ready.ShouldBeTrue();
        server.Call(InferenceMethods.ModelReady, new() { Name = "registered", Version = "4" }).Ready.ShouldBeTrue();
        ModelMetadataResponse mixed = server.Call(InferenceMethods.ModelMetadata, new() { Name = "mixed" });
        mixed.Inputs.Select(input => $"{input.Name} {input.Datatype} {string.Join(',', input.Shape)}")
            .ShouldBe(["Amount FP64 -1", "Category BYTES -1", "V1 FP64 -1", "At INT64 -1"]);
        mixed.Outputs.Select(output => output.Name).ShouldBe(["fraud_probability", "fraud_decision"]);
        ModelMetadataResponse cards = server.Call(InferenceMethods.ModelMetadata, new() { Name = "cards" });
        (cards.Versions.Single(), cards.Inputs[^1].Name, cards.Inputs[^1].Shape[1]).ShouldBe(("4", "inputs", 30));

        var health = new Health.HealthClient(server.Channel);
        health.Check(new HealthCheckRequest()).Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        health.Check(new HealthCheckRequest { Service = InferenceMethods.Service }).Status
            .ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task Until_the_model_is_loaded_calls_are_unavailable()
    {
        var loaded = new TaskCompletionSource<ServedModel>();
        (GrpcServer server, Task started) = await GrpcServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(loaded.Task)).AddFraudScoring("models:/slow@champion"));
        await using GrpcServer running = server;
        var health = new Health.HealthClient(server.Channel);
        server.Call(InferenceMethods.ServerReady, new()).Ready.ShouldBeFalse();
        server.Call(InferenceMethods.ModelReady, new() { Name = InferMessages.Name }).Ready.ShouldBeFalse();
        health.Check(new HealthCheckRequest { Service = InferenceMethods.Service }).Status
            .ShouldBe(HealthCheckResponse.Types.ServingStatus.NotServing);
        Refused(() => server.Infer(InferMessages.Typed(TestModels.Mixed(1, 9))), StatusCode.Unavailable).ShouldContain("being loaded");
        loaded.SetResult(new ServedModel(TestModels.MixedModel, "slow"));
        await started;
        server.Infer(InferMessages.Typed(TestModels.Mixed(1, 9))).Outputs.Count.ShouldBe(2);
        health.Check(new HealthCheckRequest()).Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task Mistakes_have_the_status_and_the_sentence_that_say_so()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.MixedModel, options => options.MaximumRowCount = 5);
        string Wrong(Action<ModelInferRequest> change, StatusCode status = StatusCode.InvalidArgument, bool isRaw = false)
        {
            Dataset rows = TestModels.Mixed(3, 9);
            ModelInferRequest request = isRaw ? InferMessages.Raw(rows) : InferMessages.Typed(rows);
            change(request);
            return Refused(() => server.Infer(request), status);
        }

        Wrong(request => request.ModelName = "other", StatusCode.NotFound).ShouldContain("no model of this name");
        Wrong(request => request.ModelVersion = "3", StatusCode.NotFound).ShouldContain("has no versions");
        Wrong(request => request.Inputs.RemoveAt(0)).ShouldContain("missing inputs ['Amount']");
        Wrong(request => request.Inputs[0].Datatype = "FP8").ShouldContain("The datatype of tensor 'Amount' must be one of BOOL");
        Wrong(request => request.Inputs[0].Datatype = "FP64").ShouldContain("must have 3 values in fp64_contents");
        Wrong(request => request.Inputs[0].Datatype = "FP16").ShouldContain("no list of contents is for FP16");
        Wrong(request => request.Inputs[0].Shape[0] = 2).ShouldContain("must have 2 values in fp32_contents");
        Wrong(request => request.Inputs[0].Shape.Clear()).ShouldContain("must have the shape [rows] or [rows, 1]. Got []");
        Wrong(request => request.Inputs[0].Shape[0] = long.MaxValue).ShouldContain("must have the shape [rows]");
        Wrong(request => request.Inputs[0].Contents = null).ShouldContain("must have 3 values in fp32_contents");
        Wrong(request => request.Inputs[0].Contents.Fp32Contents[1] = float.PositiveInfinity).ShouldContain("Row 2 has something else");
        Wrong(request => request.Inputs.Add(request.Inputs[0])).ShouldContain("'Amount' is given by two tensors");
        Wrong(request => request.RawInputContents.Add(ByteString.Empty)).ShouldContain("Got 1 for 4 tensors");
        Wrong(request => request.RawInputContents[0] = ByteString.Empty, isRaw: true).ShouldContain("must have 12 bytes by its datatype");
        Wrong(request => request.Inputs[0].Contents = new(), isRaw: true).ShouldContain("contents or raw_input_contents, not both");
        Wrong(request => request.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "label" }))
            .ShouldContain("must be 'fraud_probability' or 'fraud_decision'");
        Refused(() => server.Infer(InferMessages.Raw(TestModels.Mixed(6, 9))), StatusCode.ResourceExhausted).ShouldContain("at most 5");
        Refused(() => server.Call(InferenceMethods.ModelMetadata, new() { Name = "other" }), StatusCode.NotFound)
            .ShouldContain("Served are 'fraud-model'");
    }

    [Fact]
    public async Task A_row_that_the_rule_refuses_to_decide_fails_its_precondition()
    {
        var random = new Random(9);
        bool[] frauds = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0)];
        var data = new Dataset([
            new NumberColumn("Amount", [.. frauds.Select(_ => random.NextSingle() * 50)]),
            new NumberColumn("X", [.. frauds.Select(fraud => random.NextSingle() + (fraud ? 0.5f : 0))]),
            new NumberColumn("Class", [.. frauds.Select(fraud => fraud ? 1f : 0f)], ColumnRoles.Label)]);
        FraudModel refusing = new FraudPipelineBuilder().Drop("Amount").Train(new GradientDescent())
            .DecideBy(Costs.PerTransaction(row => row["Amount"], 5, Undecidable.Refuse)).Build().Fit(data);
        await using GrpcServer server = await GrpcServer.StartAsync(refusing);
        var rows = new Dataset([new NumberColumn("Amount", [3, -3]), new NumberColumn("X", [0.5f, 0.5f])]);
        Refused(() => server.Infer(InferMessages.Matrix(rows)), StatusCode.FailedPrecondition).ShouldContain("Row 2 can't be decided");
    }

    [Fact]
    public async Task Contents_beyond_the_range_of_their_datatype_are_refused()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(TestModels.MixedModel);
        ModelInferRequest request = InferMessages.Typed(TestModels.Mixed(2, 9));
        request.Inputs[0].Datatype = "INT8";
        request.Inputs[0].Contents.IntContents.AddRange([1, 128]);
        Refused(() => server.Infer(request), StatusCode.InvalidArgument).ShouldContain("in the range of INT8. Row 2");
        request.Inputs[0].Datatype = "UINT16";
        request.Inputs[0].Contents.UintContents.AddRange([65_536, 1]);
        Refused(() => server.Infer(request), StatusCode.InvalidArgument).ShouldContain("in the range of UINT16. Row 1");
    }

    [Fact]
    public async Task A_message_may_be_as_large_as_a_body()
    {
        await using GrpcServer server = await GrpcServer.StartAsync(services => services
            .AddFraudScoringModel("small", TestModels.CreditCardModel, options => options.MaximumBodyBytes = 10_000)
            .AddFraudScoringModel("large", TestModels.CreditCardModel,
                options => (options.MaximumRowCount, options.MaximumBodyBytes) = (500_000, 40 << 20)));
        ModelInferRequest request = InferMessages.Matrix(InferMessages.Numbers(TestModels.CreditCardModel, 60_000));
        request.ModelName = "large";
        server.Infer(request).RawOutputContents[0].Length.ShouldBe(480_000);
        ModelInferRequest beyondKestrel = InferMessages.Matrix(InferMessages.Numbers(TestModels.CreditCardModel, 300_000));
        beyondKestrel.ModelName = "large";
        server.Infer(beyondKestrel).RawOutputContents[0].Length.ShouldBe(2_400_000);
        request.ModelName = "small";
        Refused(() => server.Infer(request), StatusCode.ResourceExhausted).ShouldContain("at most 10000 bytes");
        request.RawInputContents[0] = ByteString.CopyFrom(new byte[41 << 20]);
        Refused(() => server.Infer(request), StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Observers_see_the_rows_with_their_request()
    {
        var seen = new Seen();
        await using GrpcServer server = await GrpcServer.StartAsync(services => services
            .AddSingleton<IScoringObserver>(seen).AddFraudScoringModel(TestModels.MixedModel));
        Dataset rows = TestModels.Mixed(3, 9);
        server.Infer(InferMessages.Raw(rows));
        seen.Rows.ShouldBe([.. TestModels.MixedModel.Score(rows).Select(p => ("/inference.GRPCInferenceService/ModelInfer", p))]);
    }

    [Fact]
    public async Task Rules_answer_marked_until_the_model_is_loaded()
    {
        (GrpcServer server, Task started) = await GrpcServer.StartWhileLoadingAsync(services => services
            .AddSingleton<IModelSource>(new SlowSource(new TaskCompletionSource<ServedModel>().Task))
            .AddFraudScoring("models:/slow@champion").AddFraudFallback(["Amount", "Category"],
                row => row.Number("Amount") > 30 || row.Is("Category", "games")));
        Dataset rows = TestModels.Mixed(300, 9);
        var texts = (TextColumn)rows["Category"];
        double[] expected = [.. Enumerable.Range(0, 300).Select(row => ((NumberColumn)rows["Amount"]).Values[row] > 30
            || texts.Dictionary.Texts[texts.Codes[row]] == "games" ? 1.0 : 0)];
        server.Infer(InferMessages.Typed(rows)).Outputs[0].Contents.Fp64Contents.ShouldBe(expected);
        ModelInferResponse raw = server.Infer(InferMessages.Raw(rows));
        MemoryMarshal.Cast<byte, double>(raw.RawOutputContents[0].Span).ToArray().ShouldBe(expected);
        MemoryMarshal.Cast<byte, long>(raw.RawOutputContents[1].Span).ToArray().ShouldBe(expected.Select(flag => (long)flag));
        raw.ModelVersion.ShouldBe("");
        using AsyncUnaryCall<ModelInferResponse> call =
            server.Calls.AsyncUnaryCall(InferenceMethods.ModelInfer, null, default, InferMessages.Typed(rows));
        (await call.ResponseHeadersAsync).GetValue("fraudml-fallback").ShouldBe("true");
        _ = started;
    }

    [Fact]
    public async Task Raw_transactions_are_recorded_and_get_the_features_and_scores_of_the_batch()
    {
        Dataset data = Payments.Unlabelled(Payments.Of(700, 13));
        var seen = new SeenRows();
        await using GrpcServer server = await GrpcServer.StartAsync(services => services
            .AddSingleton<IScoringObserver>(seen).AddFraudScoringModel(Payments.Model, options => options.IdColumn = "ID")
            .AddFraudVelocity(Directory.CreateTempSubdirectory("velocity").FullName));
        for (int row = 0; row < data.RowCount; row += 350) server.Infer(InferMessages.Transactions(data, row, 350));
        seen.Differences(Payments.Model, data.WithWindows(Payments.Model.Windows)).ShouldBe(0);
    }

    private static string Refused<T>(Func<T> call, StatusCode status)
    {
        RpcException refused = Should.Throw<RpcException>(() => call());
        refused.StatusCode.ShouldBe(status, refused.Status.Detail);
        return refused.Status.Detail;
    }

    private sealed class Seen : IScoringObserver
    {
        public List<(string? Path, double Probability)> Rows { get; } = [];

        public void Scored(in ScoredBlock rows)
        {
            foreach (double probability in rows.Session.Probabilities) Rows.Add((rows.Request?.Request.Path, probability));
        }
    }
}
