{module, puppet}.  %% version = 0

{exports, [{loop,1},{module_info,0},{module_info,1},{vsn,0}]}.

{attributes, [{on_load,[{refuse,0}]}]}.

{labels, 74}.


{function, refuse, 0, 2}.
  {label,1}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",11}]}.
    {func_info,{atom,puppet},{atom,refuse},0}.
  {label,2}.
    {move,{atom,refused},{x,0}}.
    return.


{function, vsn, 0, 4}.
  {label,3}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",14}]}.
    {func_info,{atom,puppet},{atom,vsn},0}.
  {label,4}.
    {move,{integer,123454321},{x,0}}.
    return.


{function, loop, 1, 6}.
  {label,5}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",17}]}.
    {func_info,{atom,puppet},{atom,loop},1}.
  {label,6}.
    {test,is_map,{f,5},[{x,0}]}.
    {get_map_elements,{f,5},
                      {tr,{x,0},{t_map,any,any}},
                      {list,[{atom,depth},{x,1}]}}.
    {allocate,2,2}.
    {move,{x,1},{y,0}}.
    {move,{x,0},{y,1}}.
  {label,7}.
    {loop_rec,{f,14},{x,0}}.
    {test,is_tagged_tuple,{f,13},[{x,0},3,{atom,instruction}]}.
    {get_tuple_element,{x,0},1,{x,1}}.
    {get_tuple_element,{x,0},2,{x,0}}.
    {select_val,{x,0},
                {f,12},
                {list,[{atom,nest},
                       {f,10},
                       {atom,spin},
                       {f,9},
                       {atom,unnest},
                       {f,8}]}}.
  {label,8}.
    {test,is_lt,{f,12},[{integer,0},{y,0}]}.
    {move,{x,1},{x,0}}.
    remove_message.
    {move,{atom,ok},{x,1}}.
    {trim,1,1}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",24}]}.
    {call,2,{f,20}}. % reply/2
    {move,{y,0},{x,0}}.
    {deallocate,1}.
    return.
  {label,9}.
    {move,{x,1},{x,0}}.
    remove_message.
    {move,{atom,ok},{x,1}}.
    {trim,2,0}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",27}]}.
    {call,2,{f,20}}. % reply/2
    {call_last,0,{f,22},0}. % spin/0
  {label,10}.
    {move,{x,1},{x,0}}.
    remove_message.
    {move,{atom,ok},{x,1}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",20}]}.
    {call,2,{f,20}}. % reply/2
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",21}]}.
    {gc_bif,'+',{f,0},0,[{y,0},{integer,1}],{x,0}}.
    {put_map_exact,{f,0},{y,1},{x,0},1,{list,[{atom,depth},{x,0}]}}.
    {move,{y,0},{y,1}}.
    {trim,1,1}.
    {call,1,{f,16}}. % continue/1
    {test,is_map,{f,11},[{x,0}]}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",22}]}.
    {put_map_exact,{f,0},{x,0},{x,0},1,{list,[{atom,depth},{y,0}]}}.
    {call_last,1,{f,16},1}. % continue/1
  {label,11}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{atom,badmap},{x,0}]}}.
    {call_ext_last,1,{extfunc,erlang,error,1},2}.
  {label,12}.
    {move,{x,1},{y,0}}.
    remove_message.
    {move,{y,1},{x,1}}.
    {init_yregs,{list,[{y,1}]}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",30}]}.
    {call,2,{f,24}}. % carry_out/2
    {'%',{var_info,{x,0},[{type,{t_tuple,2,true,#{2 => {t_map,any,any}}}}]}}.
    {get_tuple_element,{x,0},0,{x,1}}.
    {get_tuple_element,{x,0},1,{y,1}}.
    {move,{y,0},{x,0}}.
    {trim,1,1}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",31}]}.
    {call,2,{f,20}}. % reply/2
    {move,{y,0},{x,0}}.
    {call_last,1,{f,16},1}. % continue/1
  {label,13}.
    {loop_rec_end,{f,7}}.
  {label,14}.
    {wait,{f,7}}.


{function, continue, 1, 16}.
  {label,15}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",35}]}.
    {func_info,{atom,puppet},{atom,continue},1}.
  {label,16}.
    {'%',{var_info,{x,0},[{type,{t_map,any,any}}]}}.
    {get_map_elements,{f,15},
                      {tr,{x,0},{t_map,any,any}},
                      {list,[{atom,mode},{x,1}]}}.
    {select_val,{x,1},
                {f,15},
                {list,[{atom,local},{f,18},{atom,qualified},{f,17}]}}.
  {label,17}.
    {call_ext_only,1,{extfunc,puppet,loop,1}}.
  {label,18}.
    {call_only,1,{f,6}}. % loop/1


{function, reply, 2, 20}.
  {label,19}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",38}]}.
    {func_info,{atom,puppet},{atom,reply},2}.
  {label,20}.
    {test,is_tuple,{f,19},[{x,0}]}.
    {test,test_arity,{f,19},[{x,0},2]}.
    {allocate_heap,0,4,2}.
    {get_tuple_element,{x,0},1,{x,2}}.
    {put_tuple2,{x,1},{list,[{atom,reply},{x,2},{x,1}]}}.
    {get_tuple_element,{x,0},0,{x,0}}.
    send.
    {deallocate,0}.
    return.


{function, spin, 0, 22}.
  {label,21}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",40}]}.
    {func_info,{atom,puppet},{atom,spin},0}.
  {label,22}.
    {call_only,0,{f,22}}. % spin/0


{function, carry_out, 2, 24}.
  {label,23}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",42}]}.
    {func_info,{atom,puppet},{atom,carry_out},2}.
  {label,24}.
    {'%',{var_info,{x,1},[{type,{t_map,any,any}}]}}.
    {test,is_tuple,{f,41},[{x,0}]}.
    {select_tuple_arity,{tr,{x,0},{t_tuple,0,false,#{}}},
                        {f,23},
                        {list,[2,{f,28},3,{f,25}]}}.
  {label,25}.
    {get_tuple_element,{x,0},0,{x,2}}.
    {get_tuple_element,{x,0},1,{x,3}}.
    {get_tuple_element,{x,0},2,{x,4}}.
    {select_val,{x,2},{f,23},{list,[{atom,exit},{f,27},{atom,send},{f,26}]}}.
  {label,26}.
    {allocate_heap,1,3,5}.
    {move,{x,1},{y,0}}.
    {put_tuple2,{x,1},{list,[{atom,text},{x,4}]}}.
    {move,{x,3},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",60}]}.
    send.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{atom,ok},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,27}.
    {allocate,1,5}.
    {move,{x,1},{y,0}}.
    {move,{x,4},{x,1}}.
    {move,{x,3},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",61}]}.
    {call_ext,2,{extfunc,erlang,exit,2}}.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{atom,ok},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,28}.
    {get_tuple_element,{x,0},0,{x,2}}.
    {get_tuple_element,{x,0},1,{x,3}}.
    {select_val,{x,2},
                {f,23},
                {list,[{atom,count},
                       {f,40},
                       {atom,hold},
                       {f,37},
                       {atom,link},
                       {f,36},
                       {atom,monitor},
                       {f,35},
                       {atom,peek},
                       {f,34},
                       {atom,spawn},
                       {f,31},
                       {atom,stop},
                       {f,30},
                       {atom,unlink},
                       {f,29}]}}.
  {label,29}.
    {allocate,1,4}.
    {move,{x,1},{y,0}}.
    {move,{x,3},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",58}]}.
    {call_ext,1,{extfunc,erlang,unlink,1}}.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{atom,ok},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,30}.
    {move,{x,3},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",63}]}.
    {call_ext_only,1,{extfunc,erlang,exit,1}}.
  {label,31}.
    {select_val,{x,3},
                {f,23},
                {list,[{atom,local},{f,33},{atom,qualified},{f,32}]}}.
  {label,32}.
    {allocate,1,2}.
    {move,{x,1},{y,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",55}]}.
    {call_ext,0,{extfunc,stage,state,0}}.
    {test_heap,2,1}.
    {put_list,{x,0},nil,{x,2}}.
    {move,{atom,loop},{x,1}}.
    {move,{atom,puppet},{x,0}}.
    {call_ext,3,{extfunc,stage,behind_gate,3}}.
    {test_heap,6,1}.
    {put_tuple2,{x,0},{list,[{atom,spawned},{x,0}]}}.
    {put_tuple2,{x,0},{list,[{x,0},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,33}.
    {allocate_heap,1,{alloc,[{words,0},{floats,0},{funs,1}]},2}.
    {move,{x,1},{y,0}}.
    {make_fun3,{f,71},0,0,{x,0},{list,[]}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",54}]}.
    {call_ext,1,{extfunc,stage,behind_gate,1}}.
    {test_heap,6,1}.
    {put_tuple2,{x,0},{list,[{atom,spawned},{x,0}]}}.
    {put_tuple2,{x,0},{list,[{x,0},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,34}.
    {allocate_heap,1,{alloc,[{words,1},{floats,0},{funs,1}]},4}.
    {move,{x,1},{y,0}}.
    {make_fun3,{f,67},0,0,{x,0},{list,[{x,3}]}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",44}]}.
    {call,1,{f,54}}. % defined/1
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{x,0},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,35}.
    {allocate,1,4}.
    {move,{x,1},{y,0}}.
    {move,{x,3},{x,1}}.
    {move,{atom,process},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",59}]}.
    {call_ext,2,{extfunc,erlang,monitor,2}}.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{atom,ok},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,36}.
    {allocate,1,4}.
    {move,{x,1},{y,0}}.
    {move,{x,3},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",57}]}.
    {call_ext,1,{extfunc,erlang,link,1}}.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{atom,ok},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,37}.
    {select_val,{x,3},
                {f,23},
                {list,[{atom,external},{f,39},{atom,local},{f,38}]}}.
  {label,38}.
    {test_heap,{alloc,[{words,0},{floats,0},{funs,1}]},2}.
    {make_fun3,{f,69},0,0,{x,0},{list,[]}}.
    {'%',{var_info,{x,0},[{fun_type,{t_integer,{123454321,123454321}}}]}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",48}]}.
    {put_map_exact,{f,0},{x,1},{x,0},2,{list,[{atom,held},{x,0}]}}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{atom,ok},{x,0}]}}.
    return.
  {label,39}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",49}]}.
    {put_map_exact,{f,0},
                   {x,1},
                   {x,0},
                   2,
                   {list,[{atom,held},{literal,fun puppet:vsn/0}]}}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{atom,ok},{x,0}]}}.
    return.
  {label,40}.
    {get_map_elements,{f,23},
                      {tr,{x,1},{t_map,any,any}},
                      {list,[{atom,count},{x,2}]}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",53}]}.
    {gc_bif,'+',{f,0},4,[{x,2},{x,3}],{x,0}}.
    {put_map_exact,{f,0},{x,1},{x,1},2,{list,[{atom,count},{x,0}]}}.
    {test_heap,3,2}.
    {put_tuple2,{x,0},{list,[{x,0},{x,1}]}}.
    return.
  {label,41}.
    {select_val,{x,0},
                {f,23},
                {list,[{atom,call},
                       {f,51},
                       {atom,crash},
                       {f,50},
                       {atom,drop},
                       {f,49},
                       {atom,local},
                       {f,48},
                       {atom,mail},
                       {f,47},
                       {atom,peek},
                       {f,46},
                       {atom,qualified},
                       {f,45},
                       {atom,trap},
                       {f,44},
                       {atom,unnest},
                       {f,43},
                       {atom,version},
                       {f,42}]}}.
  {label,42}.
    {allocate,1,2}.
    {move,{x,1},{y,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",42}]}.
    {call,0,{f,4}}. % vsn/0
    {'%',{var_info,{x,0},[{type,{t_integer,{123454321,123454321}}}]}}.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{integer,123454321},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,43}.
    {test_heap,3,2}.
    {put_tuple2,{x,0},{list,[{atom,bottom},{x,1}]}}.
    return.
  {label,44}.
    {allocate,1,2}.
    {move,{x,1},{y,0}}.
    {move,{atom,true},{x,1}}.
    {move,{atom,trap_exit},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",56}]}.
    {call_ext,2,{extfunc,erlang,process_flag,2}}.
    {test_heap,3,0}.
    {put_tuple2,{x,0},{list,[{atom,ok},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,45}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",46}]}.
    {put_map_exact,{f,0},{x,1},{x,0},2,{list,[{atom,mode},{atom,qualified}]}}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{atom,ok},{x,0}]}}.
    return.
  {label,46}.
    {allocate_heap,1,{alloc,[{words,0},{floats,0},{funs,1}]},2}.
    {move,{x,1},{y,0}}.
    {make_fun3,{f,73},0,0,{x,0},{list,[]}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",43}]}.
    {call,1,{f,54}}. % defined/1
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{x,0},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,47}.
    {allocate,1,2}.
    {move,{x,1},{y,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",62}]}.
    {call,0,{f,58}}. % mail/0
    {'%',{var_info,{x,0},[{type,{t_list,{t_tuple,1,false,#{}},nil}}]}}.
    {test_heap,6,1}.
    {put_tuple2,{x,0},{list,[{atom,mail},{x,0}]}}.
    {put_tuple2,{x,0},{list,[{x,0},{y,0}]}}.
    {deallocate,1}.
    return.
  {label,48}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",45}]}.
    {put_map_exact,{f,0},{x,1},{x,0},2,{list,[{atom,mode},{atom,local}]}}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{atom,ok},{x,0}]}}.
    return.
  {label,49}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",52}]}.
    {put_map_exact,{f,0},{x,1},{x,0},2,{list,[{atom,held},{atom,none}]}}.
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{atom,ok},{x,0}]}}.
    return.
  {label,50}.
    {move,{atom,boom},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",64}]}.
    {call_ext_only,1,{extfunc,erlang,error,1}}.
  {label,51}.
    {get_map_elements,{f,23},
                      {tr,{x,1},{t_map,any,any}},
                      {list,[{atom,held},{x,2}]}}.
    {test,is_eq_exact,{f,52},[{x,2},{atom,none}]}.
    {test_heap,3,2}.
    {put_tuple2,{x,0},{list,[{atom,none},{x,1}]}}.
    return.
  {label,52}.
    {allocate,1,3}.
    {move,{x,1},{y,0}}.
    {move,{x,2},{x,0}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",51}]}.
    {call,1,{f,54}}. % defined/1
    {test_heap,3,1}.
    {put_tuple2,{x,0},{list,[{x,0},{y,0}]}}.
    {deallocate,1}.
    return.


{function, defined, 1, 54}.
  {label,53}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",66}]}.
    {func_info,{atom,puppet},{atom,defined},1}.
  {label,54}.
    {allocate,1,1}.
    {'try',{y,0},{f,55}}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",68}]}.
    {call_fun,0}.
    {try_end,{y,0}}.
    {deallocate,1}.
    return.
  {label,55}.
    {try_case,{y,0}}.
    {test,is_eq_exact,
          {f,56},
          [{tr,{x,0},{t_atom,[error,exit,throw]}},{atom,error}]}.
    {test,is_eq_exact,{f,56},[{x,1},{atom,undef}]}.
    {move,{atom,undef},{x,0}}.
    {deallocate,1}.
    return.
  {label,56}.
    {bif,raise,{f,0},[{x,2},{x,1}],{x,0}}.


{function, mail, 0, 58}.
  {label,57}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",73}]}.
    {func_info,{atom,puppet},{atom,mail},0}.
  {label,58}.
    {allocate,1,0}.
    {init_yregs,{list,[{y,0}]}}.
  {label,59}.
    {loop_rec,{f,61},{x,0}}.
    {bif,element,{f,60},[{integer,1},{x,0}],{x,1}}.
    {test,is_ne_exact,{f,60},[{x,1},{atom,instruction}]}.
    {move,{x,0},{y,0}}.
    remove_message.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",75}]}.
    {call,0,{f,58}}. % mail/0
    {'%',{var_info,{x,0},[{type,{t_list,{t_tuple,1,false,#{}},nil}}]}}.
    {test_heap,2,1}.
    {put_list,{y,0},{x,0},{x,0}}.
    {deallocate,1}.
    return.
  {label,60}.
    {loop_rec_end,{f,59}}.
  {label,61}.
    timeout.
    {move,nil,{x,0}}.
    {deallocate,1}.
    return.


{function, module_info, 0, 63}.
  {label,62}.
    {line,[]}.
    {func_info,{atom,puppet},{atom,module_info},0}.
  {label,63}.
    {move,{atom,puppet},{x,0}}.
    {call_ext_only,1,{extfunc,erlang,get_module_info,1}}.


{function, module_info, 1, 65}.
  {label,64}.
    {line,[]}.
    {func_info,{atom,puppet},{atom,module_info},1}.
  {label,65}.
    {move,{x,0},{x,1}}.
    {move,{atom,puppet},{x,0}}.
    {call_ext_only,2,{extfunc,erlang,get_module_info,2}}.


{function, '-carry_out/2-fun-1-', 1, 67}.
  {label,66}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",44}]}.
    {func_info,{atom,puppet},{atom,'-carry_out/2-fun-1-'},1}.
  {label,67}.
    {allocate,0,1}.
    {move,{atom,vsn},{x,1}}.
    {apply_last,0,0}.


{function, '-carry_out/2-fun-2-', 0, 69}.
  {label,68}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",48}]}.
    {func_info,{atom,puppet},{atom,'-carry_out/2-fun-2-'},0}.
  {label,69}.
    {call_only,0,{f,4}}. % vsn/0


{function, '-carry_out/2-fun-3-', 0, 71}.
  {label,70}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",54}]}.
    {func_info,{atom,puppet},{atom,'-carry_out/2-fun-3-'},0}.
  {label,71}.
    {allocate,0,0}.
    {call_ext,0,{extfunc,stage,state,0}}.
    {call_last,1,{f,6},0}. % loop/1


{function, '-carry_out/2-fun-0-', 0, 73}.
  {label,72}.
    {line,[{location,"/work/main/itests/scenarios/erlang/puppet.erl",43}]}.
    {func_info,{atom,puppet},{atom,'-carry_out/2-fun-0-'},0}.
  {label,73}.
    {call_ext_only,0,{extfunc,puppet,vsn,0}}.
